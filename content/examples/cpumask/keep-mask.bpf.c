// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Makes a mask of CPUs, keeps it in a map, and looks a CPU up in the mask in the map. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern struct bpf_cpumask *bpf_cpumask_create(void) __ksym;
extern struct bpf_cpumask *bpf_cpumask_acquire(struct bpf_cpumask *cpumask) __ksym;
extern void bpf_cpumask_release(struct bpf_cpumask *cpumask) __ksym;
extern void bpf_cpumask_set_cpu(u32 cpu, struct bpf_cpumask *cpumask) __ksym;
extern bool bpf_cpumask_test_cpu(u32 cpu, const struct cpumask *cpumask) __ksym;
extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;

struct reserved {
	struct bpf_cpumask __kptr *cpus;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct reserved);
} reserved SEC(".maps");

u32 to_reserve;
u32 to_look_up;
u32 users;
bool is_reserved;

static void look_up(struct reserved *value)
{
	struct bpf_cpumask *mask;

	/* The program may sleep: only RCU keeps the mask if another program takes it out of the map meanwhile. */
#ifndef NO_RCU
	bpf_rcu_read_lock();
#endif
	mask = value->cpus;
#ifndef NO_NULL_CHECK
	if (mask)
#endif
	{
#ifdef RELEASE_BORROWED
		bpf_cpumask_release(mask);
#endif
#ifdef ACQUIRE_BORROWED
		bpf_cpumask_release(bpf_cpumask_acquire(mask));
#endif
		is_reserved = bpf_cpumask_test_cpu(to_look_up, (const struct cpumask *)mask);
	}
#ifndef NO_RCU
	bpf_rcu_read_unlock();
#endif
}

SEC("syscall")
int look_up_cpu(void *ctx)
{
	struct reserved *value;
	u32 key = 0;

	value = bpf_map_lookup_elem(&reserved, &key);
	if (!value)
		return 1;
	look_up(value);
	return 0;
}

SEC("syscall")
int reserve_cpu(void *ctx)
{
	struct bpf_cpumask *mask, *mine, *before;
	struct reserved *value;
	u32 key = 0;

	value = bpf_map_lookup_elem(&reserved, &key);
	if (!value)
		return 1;

	mask = bpf_cpumask_create();
	if (!mask)
		return 2;
	bpf_cpumask_set_cpu(to_reserve, mask);
#ifdef LEAK
	return 0;
#endif
	/* One reference for the map, one for this program. */
	mine = bpf_cpumask_acquire(mask);
	before = bpf_kptr_xchg(&value->cpus, mask);
	if (before)
		bpf_cpumask_release(before);
	users = mine->usage.refs.counter;
	bpf_cpumask_release(mine);

	look_up(value);
	return 0;
}

char _license[] SEC("license") = "Dual BSD/GPL";
