/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_CGROUPS_H
#define KFDOC_CGROUPS_H

#include <stddef.h>

#define CGROUP_ROOT "/sys/fs/cgroup"
/* That of the agent's job processes. */
#define JOB_CGROUP CGROUP_ROOT "/job"

/* Where a cgroup such as /parent/child has its folder. */
void cgroup_folder(char *folder, size_t size, const char *path);

/* Where a cgroup of a hierarchy of version 1 has its folder. */
void hierarchy_folder(char *folder, size_t size, const char *name, const char *path);

/* Mounts a hierarchy of version 1 that has a name and no controllers, and makes it where there is none. 0 or a negative errno. */
int mount_hierarchy(const char *name);

/* By its name; negative where there is none. */
int hierarchy_id(const char *name);

/* Removes all cgroups but the job's: no process is left in them. */
void remove_cgroups(void);

#endif
