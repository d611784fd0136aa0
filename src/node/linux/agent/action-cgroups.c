// SPDX-License-Identifier: BSD-2-Clause
// Cgroups of a scenario: below the mount point of cgroup v2, and in hierarchies of version 1.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "actions.h"
#include "cgroups.h"

static long write_file(const char *folder, const char *name, const char *text)
{
	char path[512];
	int file;
	long result;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = open(path, O_WRONLY | O_CLOEXEC);
	if (file < 0)
		return -errno;
	result = write(file, text, strlen(text)) < 0 ? -errno : 0;
	close(file);
	return result;
}

/* Each cgroup on the way down gives its children the controller that a file such as memory.max belongs to. */
static void switch_on(const char *folder, const char *name)
{
	char part[512], controller[32];
	size_t root = strlen(CGROUP_ROOT);
	size_t length = strcspn(name, ".");

	snprintf(controller, sizeof(controller), "+%.*s", (int)length, name);
	snprintf(part, sizeof(part), "%s", folder);
	for (char *slash = part + root; slash && *slash; slash = strchr(slash + 1, '/')) {
		*slash = 0;
		write_file(part, "cgroup.subtree_control", controller);
		*slash = '/';
	}
}

/* cgroup PATH (FILE TEXT)... */
long act_cgroup(const char *const *words)
{
	char folder[512];

	cgroup_folder(folder, sizeof(folder), words[0]);
	if (mkdir(folder, 0755) && errno != EEXIST)
		return -errno;
	for (words++; words[0] && words[1]; words += 2) {
		long result;

		if (strncmp(words[0], "cgroup.", strlen("cgroup.")))
			switch_on(folder, words[0]);
		result = write_file(folder, words[0], words[1]);
		if (result < 0)
			return result;
	}
	return 0;
}

/* enter-cgroup PATH */
long act_enter_cgroup(const char *const *words)
{
	char folder[512];

	cgroup_folder(folder, sizeof(folder), words[0]);
	return write_file(folder, "cgroup.procs", "0");
}

/* hierarchy NAME SECTION OFFSET PATH...: where its id is written before the run; nowhere for a section of "". */
long act_hierarchy(const char *const *words)
{
	int error = mount_hierarchy(words[0]);
	int id = hierarchy_id(words[0]);

	if (error || id < 0)
		return error ? error : id;
	if (words[1][0] && patch_count < MOST_PATCHES)
		patches[patch_count++] = (struct patch){ words[1], atoi(words[2]), id };
	for (unsigned int index = 3; words[index]; index++) {
		char folder[512];

		hierarchy_folder(folder, sizeof(folder), words[0], words[index]);
		if (mkdir(folder, 0755) && errno != EEXIST)
			return -errno;
	}
	return id;
}

long enter_hierarchies(const char *const *words)
{
	for (; words[0] && words[1]; words += 2) {
		char folder[512];
		long result;

		hierarchy_folder(folder, sizeof(folder), words[0], words[1]);
		result = write_file(folder, "cgroup.procs", "0");
		if (result < 0)
			return result;
	}
	return 0;
}
