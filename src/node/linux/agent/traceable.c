// SPDX-License-Identifier: BSD-2-Clause
// Functions that are built without a place for ftrace at their entry: one of them spoils an attachment to many.
#include "traceable.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
	const char *name;
	int is_there;
};

static struct entry *entries;
static unsigned int entry_count;

static int compare(const void *left, const void *right)
{
	return strcmp(((const struct entry *)left)->name, ((const struct entry *)right)->name);
}

static struct entry *find(const char *name)
{
	struct entry wanted = { name, 0 };

	return bsearch(&wanted, entries, entry_count, sizeof(*entries), compare);
}

void find_traceable(const char *const *names, unsigned int count)
{
	char line[512];
	FILE *file = fopen("/sys/kernel/tracing/available_filter_functions", "re");

	entries = calloc(count, sizeof(*entries));
	for (unsigned int index = 0; entries && index < count; index++)
		entries[entry_count++].name = names[index];
	qsort(entries, entry_count, sizeof(*entries), compare);
	while (file && fgets(line, sizeof(line), file)) {
		struct entry *entry;

		line[strcspn(line, " \t\n")] = 0;
		entry = find(line);
		if (entry)
			entry->is_there = 1;
	}
	if (file)
		fclose(file);
}

int is_traceable(const char *name)
{
	const struct entry *entry = find(name);

	return entry && entry->is_there;
}
