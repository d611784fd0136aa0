// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#define REPEATS 8
#include "bench.h"

#define WORDS 512

u64 source[WORDS];
u64 copy[WORDS];

/* Copies 4 KiB and takes the Internet checksum (RFC 1071) of the copy, half-word by half-word. */
INLINE u64 work(u32 round)
{
	const u16 *halves = (const u16 *)copy;
	u64 sum = 0;

	source[round % WORDS] += round;
	for (u32 at = 0; at < WORDS; at++)
		copy[at] = source[at];
	for (u32 at = 0; at < 4 * WORDS; at++)
		sum += halves[at];
	sum = (sum & 0xffff) + (sum >> 16);
	return ~(sum + (sum >> 16)) & 0xffff;
}
