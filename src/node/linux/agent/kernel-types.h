/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_KERNEL_TYPES_H
#define KFDOC_KERNEL_TYPES_H

#include <bpf/btf.h>

/* Parses the kernel's types once; processes forked later use them without parsing them again. */
struct btf *kernel_types(void);

#endif
