/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_TRACE_H
#define KFDOC_TRACE_H

#include <bpf/btf.h>

#include "job.h"

/* For each job, before any runs: the kfuncs that it traces. */
void collect_traced(struct btf *kernel, const struct job *job);
/* Then attaches to the entries and the returns of all of them. */
void attach_tracers(void);

/* From now on calls by this process, or by all, are recorded; what was recorded before is dropped. */
void start_recording(int of_all);
void stop_recording(void);

/* Adds `tracers`, `lost` and `events` to the line of a result. */
void add_calls(const struct job *job);

#endif
