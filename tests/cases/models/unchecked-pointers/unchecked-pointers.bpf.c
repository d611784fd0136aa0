// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

struct task_struct *bpf_task_from_pid(__s32 pid) __ksym;
void bpf_task_release(struct task_struct *p) __ksym;
void *bpf_dynptr_slice(const struct bpf_dynptr *p, __u64 offset, void *buffer__nullable, __u64 buffer__szk) __ksym;

struct counts {
	__u64 packets;
	__u64 bytes;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, struct counts);
} by_key SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, struct counts);
} by_index SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} records SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, struct counts);
} on_cpus SEC(".maps");

struct counts start = { 3, 4 };
__u32 key = 1;
__u64 sum, distance;

static struct counts *counts_of(__u32 which)
{
	return bpf_map_lookup_elem(&by_key, &which);
}

static __noinline struct counts *passed_through(struct counts *counts)
{
	return counts;
}

/* One check is enough, wherever copies of the pointer are. */
SEC("syscall") int checked(void *ctx)
{
	struct counts *counts, *copy, *volatile spilled;

	bpf_map_update_elem(&by_key, &key, &start, BPF_ANY);
	counts = counts_of(key);
	copy = passed_through(counts);
	spilled = counts;
	if (!copy)
		return 1;
	sum = counts->packets + copy->bytes + spilled->packets;
	return 0;
}

/* What an array has for a constant key is no NULL. */
SEC("syscall") int constant(void *ctx)
{
	__u32 index = 0;
	struct counts *counts = bpf_map_lookup_elem(&by_index, &index);

	counts->packets = 5;
	sum = counts->packets;
	return 0;
}

/* A pointer of an earlier call stays checked. */
SEC("syscall") int earlier(void *ctx)
{
	struct counts *first = 0, *counts;
	int i;

	bpf_map_update_elem(&by_key, &key, &start, BPF_ANY);
#pragma clang loop unroll(disable)
	for (i = 0; i < 4; i++) {
		counts = bpf_map_lookup_elem(&by_key, &key);
		if (first)
			sum += first->packets;
		if (!counts)
			return 1;
		first = counts;
	}
	return 0;
}

/* The distance of two pointers needs no check. */
SEC("syscall") int apart(void *ctx)
{
	struct counts *counts, *again;
	__u64 between;

	bpf_map_update_elem(&by_key, &key, &start, BPF_ANY);
	counts = bpf_map_lookup_elem(&by_key, &key);
	again = bpf_map_lookup_elem(&by_key, &key);
	between = (__u64)counts;
	asm volatile("%0 -= %1" : "+r"(between) : "r"(again));
	distance = between;
	return 0;
}

static __noinline struct counts *found(__u32 which)
{
	return bpf_map_lookup_elem(&by_key, &which);
}

/* Of two pointers that one function gave, each has its own check. */
SEC("syscall") int twice(void *ctx)
{
	struct counts *counts, *again;

	bpf_map_update_elem(&by_key, &key, &start, BPF_ANY);
	counts = found(key);
	again = found(key);
	if (!again || !counts)
		return 1;
	sum = counts->packets + again->bytes;
	return 0;
}

/* A record waits on the stack for its check. */
SEC("syscall") int waiting(void *ctx)
{
	struct counts *volatile waiting = bpf_ringbuf_reserve(&records, sizeof(*waiting), 0);
	struct counts *record;

	sum = bpf_get_smp_processor_id();
	record = waiting;
	if (!record)
		return 1;
	record->packets = 5;
	sum += record->packets;
	bpf_ringbuf_submit(record, 0);
	return 0;
}

#ifdef LOOKUP
SEC("syscall") int wrong(void *ctx)
{
	struct counts *counts;

	bpf_map_update_elem(&by_key, &key, &start, BPF_ANY);
	counts = bpf_map_lookup_elem(&by_key, &key);
	return counts->packets;
}
#endif

#ifdef INDEX
SEC("syscall") int wrong(void *ctx)
{
	__u32 index = 2;
	struct counts *counts = bpf_map_lookup_elem(&by_index, &index);

	return counts->packets;
}
#endif

#ifdef FUNCTION
SEC("syscall") int wrong(void *ctx)
{
	bpf_map_update_elem(&by_key, &key, &start, BPF_ANY);
	return passed_through(counts_of(key))->packets;
}
#endif

#ifdef OTHER
SEC("syscall") int wrong(void *ctx)
{
	struct counts *counts, *again;

	bpf_map_update_elem(&by_key, &key, &start, BPF_ANY);
	counts = bpf_map_lookup_elem(&by_key, &key);
	again = bpf_map_lookup_elem(&by_key, &key);
	return again ? counts->packets : 0;
}
#endif

#ifdef MEMBER
SEC("syscall") int wrong(void *ctx)
{
	struct counts *counts;
	__u64 *bytes;

	bpf_map_update_elem(&by_key, &key, &start, BPF_ANY);
	counts = bpf_map_lookup_elem(&by_key, &key);
	bytes = &counts->bytes;
	barrier_var(bytes);
	return counts ? *bytes : 0;
}
#endif

#ifdef PARAMETER
__weak int second(struct counts *counts)
{
	__u64 *bytes = &counts->bytes;

	barrier_var(bytes);
	return counts ? *bytes : 0;
}

SEC("syscall") int wrong(void *ctx)
{
	return second(&start);
}
#endif

#ifdef NUMBER
SEC("syscall") int wrong(void *ctx)
{
	struct counts *counts;
	__u64 sum = key;

	bpf_map_update_elem(&by_key, &key, &start, BPF_ANY);
	counts = bpf_map_lookup_elem(&by_key, &key);
	asm volatile("%0 += %1" : "+r"(sum) : "r"(counts));
	return counts ? sum : 0;
}
#endif

#ifdef HELPER
SEC("syscall") int wrong(void *ctx)
{
	struct counts *counts;

	bpf_map_update_elem(&by_key, &key, &start, BPF_ANY);
	counts = bpf_map_lookup_elem(&by_key, &key);
	bpf_map_update_elem(&by_key, &key, counts, BPF_ANY);
	return 0;
}
#endif

#ifdef RECORD
SEC("syscall") int wrong(void *ctx)
{
	struct counts *record = bpf_ringbuf_reserve(&records, sizeof(*record), 0);

	record->packets = 1;
	bpf_ringbuf_submit(record, 0);
	return 0;
}
#endif

#ifdef REFERENCE
SEC("syscall") int wrong(void *ctx)
{
	struct task_struct *task = bpf_task_from_pid(1);
	int pid = task->pid;

	if (task)
		bpf_task_release(task);
	return pid;
}
#endif

#ifdef RELEASE
SEC("syscall") int wrong(void *ctx)
{
	bpf_task_release(bpf_task_from_pid(1));
	return 0;
}
#endif

#ifdef SLICE
SEC("syscall") int wrong(void *ctx)
{
	struct bpf_dynptr memory;
	struct counts *counts;

	bpf_dynptr_from_mem(&start, sizeof(start), 0, &memory);
	counts = bpf_dynptr_slice(&memory, 0, 0, sizeof(*counts));
	return counts->packets;
}
#endif

#ifdef DATA
SEC("syscall") int wrong(void *ctx)
{
	struct bpf_dynptr memory;
	struct counts *counts;

	bpf_dynptr_from_mem(&start, sizeof(start), 0, &memory);
	counts = bpf_dynptr_data(&memory, 0, sizeof(*counts));
	return counts->packets;
}
#endif

#ifdef PER_CPU
SEC("syscall") int wrong(void *ctx)
{
	struct counts *counts;
	__u32 index = 1;

	counts = bpf_map_lookup_percpu_elem(&on_cpus, &index, 0);
	return counts->packets;
}
#endif

#ifdef SAME_FUNCTION
SEC("syscall") int wrong(void *ctx)
{
	struct counts *counts, *again;

	bpf_map_update_elem(&by_key, &key, &start, BPF_ANY);
	counts = found(key);
	again = found(key);
	return again ? counts->packets : 0;
}
#endif

#ifdef FROM_STACK
SEC("syscall") int wrong(void *ctx)
{
	struct counts *counts;

	bpf_map_update_elem(&by_key, &key, &start, BPF_ANY);
	counts = bpf_map_lookup_elem(&by_key, &key);
	asm volatile("*(u64 *)(r10 - 8) = %[counts]\n"
		     "r2 = r10\n"
		     "r2 += -16\n"
		     "%[counts] = *(u64 *)(r2 + 8)\n"
		     : [counts] "+r"(counts)::"r2", "memory");
	return counts->packets;
}
#endif
