// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Moves an amount from one account to another, under the locks of both. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define ENOENT 2

extern int bpf_res_spin_lock(struct bpf_res_spin_lock *lock) __ksym;
extern void bpf_res_spin_unlock(struct bpf_res_spin_lock *lock) __ksym;

struct account {
	struct bpf_res_spin_lock lock;
	s64 balance;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 4);
	__type(key, u32);
	__type(value, struct account);
} accounts SEC(".maps");

const volatile s64 amount = 30;
u32 from = 0, to = 1;

SEC("syscall")
int transfer(void *ctx)
{
	struct account *source = bpf_map_lookup_elem(&accounts, &from);
	struct account *target = bpf_map_lookup_elem(&accounts, &to);
	int error;

	if (!source || !target)
		return -ENOENT;

	error = bpf_res_spin_lock(&source->lock);
	if (error)
		return error;
	/* Fails if both are the same lock, or if another CPU holds this one and waits for the first. */
	error = bpf_res_spin_lock(&target->lock);
#ifndef NO_CHECK
	if (error) {
#ifndef KEEP_ON_ERROR
		bpf_res_spin_unlock(&source->lock);
#endif
		return error;
	}
#endif
	source->balance -= amount;
	target->balance += amount;
#ifdef CALL_INSIDE
	bpf_printk("moved %lld", amount);
#endif
#ifdef OUT_OF_ORDER
	bpf_res_spin_unlock(&source->lock);
	bpf_res_spin_unlock(&target->lock);
#else
	bpf_res_spin_unlock(&target->lock);
	bpf_res_spin_unlock(&source->lock);
#endif
	return 0;
}

char _license[] SEC("license") = "Dual BSD/GPL";
