// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u32);
} small SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 40);
	__type(key, __u32);
	__type(value, __u32);
} large SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LRU_PERCPU_HASH);
	__uint(max_entries, 6);
	__type(key, __u32);
	__type(value, __u32);
} values SEC(".maps");

volatile const __u32 rounds = 9;
volatile const __u32 touched = 3;
__s64 failed, no_such, exists, removed;

static __always_inline void add(void *map, __u32 key)
{
	if (bpf_map_update_elem(map, &key, &key, BPF_ANY))
		failed++;
}

/* Adds keys one by one and looks every third one up again, twice as far back. */
static __always_inline void churn(void *map)
{
	for (__u32 key = 0; key < rounds && key < 200; key++) {
		__u32 earlier = key / 2;

		add(map, key);
		if (key % touched == 0)
			bpf_map_lookup_elem(map, &earlier);
		if (key % 7 == 5)
			add(map, earlier);
	}
}

SEC("syscall") int run_small(void *ctx)
{
	__u32 key = 100;

	churn(&small);
	no_such = bpf_map_update_elem(&small, &key, &key, BPF_EXIST);
	add(&small, key);
	exists = bpf_map_update_elem(&small, &key, &key, BPF_NOEXIST);
	removed = bpf_map_delete_elem(&small, &key);
	return 0;
}

SEC("syscall") int run_large(void *ctx)
{
	churn(&large);
	return 0;
}

SEC("syscall") int run_values(void *ctx)
{
	__u32 key = 100;

	churn(&values);
	no_such = bpf_map_update_elem(&values, &key, &key, BPF_EXIST);
	add(&values, key);
	exists = bpf_map_update_elem(&values, &key, &key, BPF_NOEXIST);
	removed = bpf_map_delete_elem(&values, &key);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
