/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_STRUCT_OPS_MEMBERS_H
#define KFDOC_STRUCT_OPS_MEMBERS_H

#include <bpf/libbpf.h>

/* Lets libbpf pass over functions of a struct_ops that this kernel has not, where the object gives no program for them. */
void pass_over_missing_members(const struct bpf_object *object);

#endif
