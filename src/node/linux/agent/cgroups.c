// SPDX-License-Identifier: BSD-2-Clause
#define _GNU_SOURCE
#include "cgroups.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void cgroup_folder(char *folder, size_t size, const char *path)
{
	snprintf(folder, size, "%s%s", CGROUP_ROOT, path);
}

static void remove_below(const char *folder)
{
	DIR *children = opendir(folder);
	struct dirent *entry;

	while (children && (entry = readdir(children))) {
		char path[1024];

		if (entry->d_type != DT_DIR || entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		if (!strcmp(path, JOB_CGROUP))
			continue;
		remove_below(path);
		rmdir(path);
	}
	if (children)
		closedir(children);
}

void remove_cgroups(void)
{
	remove_below(CGROUP_ROOT);
}
