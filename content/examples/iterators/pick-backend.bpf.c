// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Picks one of the back ends that are up, whose bits are set in a mask, by the hash of a flow. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define ENOENT 2

extern int bpf_iter_bits_new(struct bpf_iter_bits *it, const u64 *unsafe_ptr__ign,
			     u32 nr_words) __ksym;
extern int *bpf_iter_bits_next(struct bpf_iter_bits *it) __ksym;
extern void bpf_iter_bits_destroy(struct bpf_iter_bits *it) __ksym;

#define WORDS 2

u64 healthy[WORDS] = { (1ull << 3) | (1ull << 40), 1ull << 6 };

u32 flow_hash = 5;
int backend = -1;
/* In a variable of the function, each count would be a state of its own to the verifier. */
u32 up;

SEC("syscall")
int pick_backend(void *ctx)
{
	struct bpf_iter_bits it;
	u32 seen = 0, wanted;
	int *bit;

	up = 0;
	bpf_iter_bits_new(&it, healthy, WORDS);
	while (bpf_iter_bits_next(&it))
		up++;
	bpf_iter_bits_destroy(&it);
	if (!up)
		return -ENOENT;

	wanted = flow_hash % up;
	/* The iterator copies the words: a back end that fails meanwhile is still found. */
	bpf_iter_bits_new(&it, healthy, WORDS);
	while ((bit = bpf_iter_bits_next(&it))) {
		if (seen++ == wanted) {
			backend = *bit;
#ifdef EARLY_RETURN
			return 0;
#endif
			break;
		}
	}
#ifdef BIT_CLEARED
	if (bit)
		*bit = 0;
#endif
	bpf_iter_bits_destroy(&it);
	return 0;
}

const volatile u64 address = 0;
const volatile u32 words = 1;
u32 set;

/* Counts the bits that are set in the memory at any address. */
SEC("syscall")
int count_bits(void *ctx)
{
	struct bpf_iter_bits it;
	int error;

	error = bpf_iter_bits_new(&it, address ? (const u64 *)address : healthy, words);
	while (bpf_iter_bits_next(&it))
		set++;
	bpf_iter_bits_destroy(&it);
	return error;
}

char _license[] SEC("license") = "Dual BSD/GPL";
