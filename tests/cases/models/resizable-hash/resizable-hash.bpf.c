// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

struct locked {
	struct bpf_spin_lock lock;
	__u32 number;
};

struct {
	__uint(type, BPF_MAP_TYPE_RHASH);
	__uint(max_entries, 2);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(map_extra, 1);
	__type(key, __u64);
	__type(value, __u64);
} numbers SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RHASH);
	__uint(max_entries, 4);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, __u32);
	__type(value, struct locked);
} locked SEC(".maps");

long no_exist, exist, full, missing, twice, bad, lock, visited, stopped, gone;
__u64 in_place, again, sum;
__u32 number;

static long add(struct bpf_map *map, __u64 *key, __u64 *value, void *ctx)
{
	sum += *key * 100 + *value;
	return ctx ? 1 : 0;
}

SEC("syscall") int run(void *ctx)
{
	__u64 one = 1, two = 2, three = 3, value = 10, *element;
	struct locked of_lock = { .number = 7 }, *found;
	__u32 key = 5;

	exist = bpf_map_update_elem(&numbers, &one, &value, BPF_EXIST);
	bpf_map_update_elem(&numbers, &one, &value, BPF_ANY);
	no_exist = bpf_map_update_elem(&numbers, &one, &value, BPF_NOEXIST);
	element = bpf_map_lookup_elem(&numbers, &one);
	if (!element)
		return 1;
	value = 20;
	bpf_map_update_elem(&numbers, &one, &value, BPF_EXIST);
	in_place = *element;
	bpf_map_update_elem(&numbers, &two, &value, BPF_NOEXIST);
	full = bpf_map_update_elem(&numbers, &three, &value, BPF_ANY);
	twice = bpf_map_update_elem(&numbers, &two, &value, BPF_EXIST);
	bad = bpf_map_update_elem(&numbers, &two, &value, 3);
	lock = bpf_map_update_elem(&numbers, &two, &value, BPF_F_LOCK);
	visited = bpf_for_each_map_elem(&numbers, add, NULL, 0);
	missing = bpf_map_delete_elem(&numbers, &three);
	bpf_map_delete_elem(&numbers, &two);
	gone = bpf_map_lookup_elem(&numbers, &two) == NULL;
	stopped = bpf_for_each_map_elem(&numbers, add, &one, 1);
	bpf_map_update_elem(&locked, &key, &of_lock, BPF_F_LOCK);
	of_lock.number = 8;
	bpf_map_update_elem(&locked, &key, &of_lock, BPF_F_LOCK);
	found = bpf_map_lookup_elem(&locked, &key);
	if (!found)
		return 2;
	bpf_spin_lock(&found->lock);
	number = found->number;
	bpf_spin_unlock(&found->lock);
	return 0;
}
