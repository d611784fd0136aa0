/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_CPUS_H
#define KFDOC_CPUS_H

/*
 * Goes over to CPU 0 without losing the right to any other, and lets that CPU's draws of one CPU among many
 * (cpumask_any_distribute, lib/cpumask.c, v7.3) begin behind CPU 0, wherever the scheduler's own draws had come to.
 */
void begin_on_first_cpu(void);

#endif
