// SPDX-License-Identifier: BSD-2-Clause
#define _GNU_SOURCE
#include "cgroups.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#define HIERARCHIES "/run/hierarchies"

enum { MOST_HIERARCHIES = 16 };

struct hierarchy {
	int id;
	char name[32];
};

void cgroup_folder(char *folder, size_t size, const char *path)
{
	snprintf(folder, size, "%s%s", CGROUP_ROOT, path);
}

void hierarchy_folder(char *folder, size_t size, const char *name, const char *path)
{
	snprintf(folder, size, HIERARCHIES "/%s%s", name, path);
}

int mount_hierarchy(const char *name)
{
	char folder[128], options[64];

	hierarchy_folder(folder, sizeof(folder), name, "");
	snprintf(options, sizeof(options), "none,name=%s", name);
	mkdir(HIERARCHIES, 0755);
	mkdir(folder, 0755);
	return mount("cgroup", folder, "cgroup", 0, options) ? -errno : 0;
}

/* Those that have a name. */
static unsigned int read_hierarchies(struct hierarchy *found)
{
	FILE *lines = fopen("/proc/self/cgroup", "re");
	unsigned int count = 0;
	char line[512];

	while (lines && count < MOST_HIERARCHIES && fgets(line, sizeof(line), lines))
		if (sscanf(line, "%d:name=%31[^:]", &found[count].id, found[count].name) == 2)
			count++;
	if (lines)
		fclose(lines);
	return count;
}

int hierarchy_id(const char *name)
{
	struct hierarchy all[MOST_HIERARCHIES];
	unsigned int count = read_hierarchies(all);

	for (unsigned int index = 0; index < count; index++)
		if (!strcmp(all[index].name, name))
			return all[index].id;
	return -ENOENT;
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

/* The mounts of a job go with its namespace; what has cgroups stays. */
static void remove_hierarchies(void)
{
	struct hierarchy all[MOST_HIERARCHIES];
	unsigned int count = read_hierarchies(all);

	for (unsigned int index = 0; index < count; index++) {
		char folder[128];

		if (mount_hierarchy(all[index].name))
			continue;
		hierarchy_folder(folder, sizeof(folder), all[index].name, "");
		remove_below(folder);
		umount(folder);
	}
}

void remove_cgroups(void)
{
	remove_below(CGROUP_ROOT);
	remove_hierarchies();
}
