// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#define REPEATS 1
#include "bench.h"

#define LIMIT 4096

u8 composite[LIMIT];

/* How many primes there are below LIMIT, by the sieve of Eratosthenes. */
INLINE u64 work(u32 round)
{
	u64 primes = 0;

	for (u32 number = 0; number < LIMIT; number++)
		composite[number] = 0;
	for (u32 prime = 2; prime * prime < LIMIT; prime++) {
		if (composite[prime])
			continue;
		for (u32 multiple = prime * prime; multiple < LIMIT; multiple += prime)
			composite[multiple] = 1;
	}
	for (u32 number = 2; number < LIMIT; number++)
		primes += !composite[number];
	return primes + round;
}
