// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Merges two counters that programs in interrupts increment, on any CPU. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define ENOENT 2

extern int bpf_res_spin_lock_irqsave(struct bpf_res_spin_lock *lock,
				     unsigned long *flags__irq_flag) __ksym;
extern void bpf_res_spin_unlock_irqrestore(struct bpf_res_spin_lock *lock,
					   unsigned long *flags__irq_flag) __ksym;

struct counter {
	struct bpf_res_spin_lock lock;
	u64 hits;
	u64 bytes;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 4);
	__type(key, u32);
	__type(value, struct counter);
} counters SEC(".maps");

u32 from = 1, into = 0;

SEC("syscall")
int merge(void *ctx)
{
	struct counter *source = bpf_map_lookup_elem(&counters, &from);
	struct counter *target = bpf_map_lookup_elem(&counters, &into);
	unsigned long outer, inner;
	int error;

	if (!source || !target)
		return -ENOENT;

	error = bpf_res_spin_lock_irqsave(&target->lock, &outer);
	if (error)
		return error;
	/* After an error there is nothing to restore in inner: interrupts are as they were. */
	error = bpf_res_spin_lock_irqsave(&source->lock, &inner);
	if (!error) {
		target->hits += source->hits;
		target->bytes += source->bytes;
		source->hits = 0;
		source->bytes = 0;
#ifdef FLAGS_SWAPPED
		bpf_res_spin_unlock_irqrestore(&source->lock, &outer);
		bpf_res_spin_unlock_irqrestore(&target->lock, &inner);
		return 0;
#endif
		bpf_res_spin_unlock_irqrestore(&source->lock, &inner);
	}
	bpf_res_spin_unlock_irqrestore(&target->lock, &outer);
#ifdef RESTORE_TWICE
	bpf_res_spin_unlock_irqrestore(&target->lock, &outer);
#endif
	return error;
}

char _license[] SEC("license") = "Dual BSD/GPL";
