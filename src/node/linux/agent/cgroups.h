/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_CGROUPS_H
#define KFDOC_CGROUPS_H

#include <stddef.h>

#define CGROUP_ROOT "/sys/fs/cgroup"
/* That of the agent's job processes. */
#define JOB_CGROUP CGROUP_ROOT "/job"

/* Where a cgroup such as /parent/child has its folder. */
void cgroup_folder(char *folder, size_t size, const char *path);

/* Removes all cgroups but the job's: no process is left in them. */
void remove_cgroups(void);

#endif
