/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_RUN_JOB_H
#define KFDOC_RUN_JOB_H

#include "job.h"

/* Does the job in this process and sends its result. */
void run_job(unsigned int number, const struct job *job);

#endif
