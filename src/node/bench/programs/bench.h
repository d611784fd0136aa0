// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// What every measured program starts with: it defines REPEATS and work(), which is done so often in each round.
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

#define INLINE static inline __attribute__((always_inline))

INLINE u64 work(u32 round);

/* Folds what the work gives into a digest. */
INLINE u64 fold(u64 digest, u32 round)
{
	for (u32 repeat = 0; repeat < REPEATS; repeat++)
		digest = (digest << 7 | digest >> 57) ^ work(round + repeat);
	return digest;
}

#ifdef __bpf__

#define SEC(name) __attribute__((section(name), used))

static long (*const bpf_loop)(u32 nr_loops, void *callback_fn, void *callback_ctx, u64 flags) = (void *)181;

u32 rounds = 1;
u64 digest;

static long one_round(u32 round, void *context)
{
	digest = fold(digest, round);
	return 0;
}

SEC("xdp") int bench(void *context)
{
	digest = 0;
	bpf_loop(rounds, one_round, 0, 0);
	return digest ^ digest >> 32;
}

char _license[] SEC("license") = "Dual BSD/GPL";

#else

__attribute__((export_name("bench"))) u32 bench(u32 rounds)
{
	u64 digest = 0;

	for (u32 round = 0; round < rounds; round++)
		digest = fold(digest, round);
	return digest ^ digest >> 32;
}

#endif
