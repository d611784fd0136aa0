/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_SECTIONS_H
#define KFDOC_SECTIONS_H

#include <bpf/libbpf.h>

#include "job.h"

/* Global data as it is to stand at the load. 0, or a negative errno and the name of the section that can't be set. */
int set_sections(struct bpf_object *object, const struct job *job, const char **failed);
/* Adds every section with global variables. */
void add_globals(struct bpf_object *object);

#endif
