/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_RECORDS_H
#define KFDOC_RECORDS_H

#include <bpf/libbpf.h>

#include "job.h"

/* Opens a perf event of each processor for every map that programs write to them by. */
void open_perf_events(const struct bpf_object *object);

/* Whether a map is a queue of records to user space: a ring buffer, or perf events. */
int holds_records(const struct bpf_map *map);
/* Adds the records that were written, in order, as elements by their number. */
void add_records(const struct bpf_map *map);

/* Hands a record to the program. 0, or a negative errno. */
int post_record(const struct bpf_map *map, struct bytes bytes);

#endif
