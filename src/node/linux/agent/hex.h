/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_HEX_H
#define KFDOC_HEX_H

#include <stddef.h>

/* Reads pairs of hexadecimal digits as far as there is room; the number of bytes read. */
size_t read_hex(const char *text, unsigned char *bytes, size_t room);

#endif
