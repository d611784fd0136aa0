/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_RUN_JOB_H
#define KFDOC_RUN_JOB_H

#include <bpf/btf.h>

#include "job.h"

/* Parses the kernel's types once; processes forked later use them without parsing them again. */
struct btf *kernel_types(void);

/* Does the job in this process and sends its result. */
void run_job(unsigned int number, const struct job *job);

#endif
