/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_MAPS_H
#define KFDOC_MAPS_H

#include <bpf/libbpf.h>

#include "job.h"

/* 0, or a negative errno. */
int fill_maps(const struct bpf_object *object, const struct job *job);
/* Adds every map that holds plain keys and values. */
void add_maps(const struct bpf_object *object);

#endif
