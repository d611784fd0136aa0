/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_MEMORY_H
#define KFDOC_MEMORY_H

/* How often the kernel has ended a process of a job because the job's memory was used up. */
long count_memory_kills(void);

#endif
