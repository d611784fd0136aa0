/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_PRINT_LINES_H
#define KFDOC_PRINT_LINES_H

/* Forgets the lines of bpf_printk that were printed before. */
void forget_printed(void);
/* Adds the lines since then, as the kernel's trace has them. */
void add_printed(void);

#endif
