/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_STREAMS_H
#define KFDOC_STREAMS_H

/* Adds what stands in the streams of a program; nothing where the kernel has none (before Linux 6.17). */
void add_streams(int program);

#endif
