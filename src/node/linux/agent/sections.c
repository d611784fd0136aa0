// SPDX-License-Identifier: BSD-2-Clause
#include "sections.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "actions.h"
#include "answer.h"

/* `.bss` of the map `job.bss`; NULL for maps that hold no globals. */
static const char *section_of(const struct bpf_map *map)
{
	return bpf_map__is_internal(map) ? strchr(bpf_map__name(map), '.') : NULL;
}

/* Numbers that only the set-up knew. */
static void patch(const char *section, unsigned char *bytes, size_t size)
{
	for (unsigned int index = 0; index < patch_count; index++) {
		const struct patch *each = &patches[index];

		if (!strcmp(each->section, section) && each->offset + sizeof(each->value) <= size)
			memcpy(bytes + each->offset, &each->value, sizeof(each->value));
	}
}

static int set_section(struct bpf_object *object, const struct section *section)
{
	struct bpf_map *map;

	bpf_object__for_each_map(map, object) {
		const char *name = section_of(map);
		unsigned char *whole;
		size_t size = 0;
		const void *initial;
		int error;

		if (!name || strcmp(name, section->name))
			continue;
		initial = bpf_map__initial_value(map, &size);
		if (!initial || section->bytes.size > size)
			return -E2BIG;
		whole = malloc(size);
		if (!whole)
			return -ENOMEM;
		memcpy(whole, initial, size);
		memcpy(whole, section->bytes.start, section->bytes.size);
		patch(section->name, whole, size);
		error = bpf_map__set_initial_value(map, whole, size);
		free(whole);
		return error;
	}
	return -ENOENT;
}

int set_sections(struct bpf_object *object, const struct job *job, const char **failed)
{
	for (unsigned int index = 0; index < job->section_count; index++) {
		int error = set_section(object, &job->sections[index]);

		*failed = job->sections[index].name;
		if (error)
			return error;
	}
	return 0;
}

void add_globals(struct bpf_object *object)
{
	struct bpf_map *map;

	open_list("globals");
	bpf_object__for_each_map(map, object) {
		const char *name = section_of(map);
		size_t size = bpf_map__value_size(map);
		unsigned char *bytes = name ? malloc(size) : NULL;
		__u32 key = 0;

		if (bytes && !bpf_map__lookup_elem(map, &key, sizeof(key), bytes, size, 0)) {
			open_object(NULL);
			add_text("section", name);
			add_hex("bytes", bytes, size);
			close_object();
		}
		free(bytes);
	}
	close_list();
}
