/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_FORK_AS_H
#define KFDOC_FORK_AS_H

#include <sys/types.h>

/* Scenarios have these pids to themselves: see keep_pids_free(). */
enum { TRIGGER_PID = 1000, LAST_KEPT_PID = 4999 };

/* Makes the kernel give pids above those of scenarios from now on. */
void keep_pids_free(void);

/* fork(2) with a pid of one's choice; 0 is any. The child gets 0, the parent the pid or a negative errno. */
pid_t fork_as(pid_t pid);

#endif
