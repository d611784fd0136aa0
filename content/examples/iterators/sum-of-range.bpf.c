// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Sums a part of an array whose limits are known only when the program runs. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_iter_num_new(struct bpf_iter_num *it, int start, int end) __ksym;
extern int *bpf_iter_num_next(struct bpf_iter_num *it) __ksym;
extern void bpf_iter_num_destroy(struct bpf_iter_num *it) __ksym;

u16 readings[8] = { 5, 10, 15, 20, 25, 30, 35, 40 };

int start = 2, end = 6;
int new_error;
u32 sum;

SEC("syscall")
int sum_range(void *ctx)
{
	struct bpf_iter_num it;
	int *number;

#ifndef WITHOUT_NEW
	/* After an error the iterator is empty, but it has to be destroyed all the same. */
	new_error = bpf_iter_num_new(&it, start, end);
#endif
#ifdef NO_NULL_CHECK
	sum = *bpf_iter_num_next(&it);
#endif
	while ((number = bpf_iter_num_next(&it))) {
		u32 index = *number;

		/* To the verifier the number may be any. */
		if (index >= sizeof(readings) / sizeof(readings[0]))
			break;
#ifdef EARLY_RETURN
		if (!readings[index])
			return -1;
#endif
		sum += readings[index];
	}
	bpf_iter_num_destroy(&it);
#ifdef NUMBER_KEPT
	bpf_iter_num_new(&it, start, end);
	number = bpf_iter_num_next(&it);
	bpf_iter_num_destroy(&it);
	if (number)
		sum = *number;
#endif
	return 0;
}

char _license[] SEC("license") = "Dual BSD/GPL";
