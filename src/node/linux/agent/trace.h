/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_TRACE_H
#define KFDOC_TRACE_H

#include <bpf/btf.h>

#include "job.h"

/* Attaches programs to the entry and the exit of each kfunc that the job traces, unless they are there already. */
void attach_tracers(struct btf *kernel, const struct job *job);

/* From now on calls by this process are recorded; what was recorded before is dropped. */
void start_recording(void);
void stop_recording(void);

/* Adds `calls` and `untraced` to the line of a result. */
void add_calls(const struct job *job);

#endif
