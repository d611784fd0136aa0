// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#define REPEATS 16
#include "bench.h"

#define PRIME_1 0x9e3779b185ebca87ull
#define PRIME_2 0xc2b2ae3d27d4eb4full
#define PRIME_3 0x165667b19e3779f9ull
#define PRIME_4 0x85ebca77c2b2ae63ull

#define WORDS 512

u64 input[WORDS];

INLINE u64 rotate(u64 value, u32 bits)
{
	return value << bits | value >> (64 - bits);
}

INLINE u64 mix(u64 lane, u64 word)
{
	return rotate(lane + word * PRIME_2, 31) * PRIME_1;
}

INLINE u64 merge(u64 hash, u64 lane)
{
	return (hash ^ mix(0, lane)) * PRIME_1 + PRIME_4;
}

/* xxHash64 of 4 KiB, with the round as its seed. */
INLINE u64 work(u32 round)
{
	u64 one = round + PRIME_1 + PRIME_2, two = round + PRIME_2, three = round, four = round - PRIME_1;
	u64 hash;

	input[round % WORDS] = round;
	for (u32 at = 0; at < WORDS; at += 4) {
		one = mix(one, input[at]);
		two = mix(two, input[at + 1]);
		three = mix(three, input[at + 2]);
		four = mix(four, input[at + 3]);
	}
	hash = rotate(one, 1) + rotate(two, 7) + rotate(three, 12) + rotate(four, 18);
	hash = merge(merge(merge(merge(hash, one), two), three), four) + sizeof(input);
	hash = (hash ^ hash >> 33) * PRIME_2;
	hash = (hash ^ hash >> 29) * PRIME_3;
	return hash ^ hash >> 32;
}
