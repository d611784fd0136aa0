/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_WATCH_H
#define KFDOC_WATCH_H

#include <bpf/libbpf.h>

/* Counts the runs of a program, and watches from outside what they return, where the kernel lets a program be watched. */
void start_watching(struct bpf_program *program);
/* Adds `runs` to the result, and `returns` where all runs returned the same. */
void add_watched(struct bpf_program *program);

#endif
