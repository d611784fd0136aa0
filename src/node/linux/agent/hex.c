// SPDX-License-Identifier: BSD-2-Clause
// Bytes that a job has in hexadecimal.
#include "hex.h"

static int digit(char letter)
{
	return letter <= '9' ? letter - '0' : (letter | 0x20) - 'a' + 10;
}

size_t read_hex(const char *text, unsigned char *bytes, size_t room)
{
	size_t size = 0;

	for (; text[0] && text[1] && size < room; text += 2)
		bytes[size++] = digit(text[0]) << 4 | digit(text[1]);
	return size;
}
