// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u64);
} table SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 2);
	__type(key, __u64);
	__type(value, __u64);
} sparse SEC(".maps");

__s64 missing, no_such, added, exists, second, full, replaced, gone, gone_twice, unknown_flag;
__u64 stale, reused, taken_over, stale_sparse;

SEC("syscall") int run(void *ctx)
{
	__u32 one = 1, two = 2, three = 3;
	__u64 value = 10, *old;

	missing = bpf_map_lookup_elem(&table, &one) != NULL;
	no_such = bpf_map_update_elem(&table, &one, &value, BPF_EXIST);
	added = bpf_map_update_elem(&table, &one, &value, BPF_ANY);
	exists = bpf_map_update_elem(&table, &one, &value, BPF_NOEXIST);
	unknown_flag = bpf_map_update_elem(&table, &one, &value, 3);
	second = bpf_map_update_elem(&table, &two, &value, BPF_NOEXIST);
	full = bpf_map_update_elem(&table, &three, &value, BPF_ANY);
	old = bpf_map_lookup_elem(&table, &one);
	if (!old)
		return 1;
	value = 11;
	replaced = bpf_map_update_elem(&table, &one, &value, BPF_EXIST);
	/* An update takes new memory: the pointer still leads to the old one. */
	stale = *old;
	value = 12;
	bpf_map_update_elem(&table, &two, &value, BPF_ANY);
	/* Which the next update that replaces an element takes. */
	reused = *old;
	old = bpf_map_lookup_elem(&table, &one);
	if (!old)
		return 1;
	gone = bpf_map_delete_elem(&table, &one);
	gone_twice = bpf_map_delete_elem(&table, &one);
	value = 13;
	bpf_map_update_elem(&table, &three, &value, BPF_NOEXIST);
	/* What was deleted is the memory of the next element. */
	taken_over = *old;
	return 0;
}

SEC("syscall") int run_sparse(void *ctx)
{
	__u64 key = 0x100000001, value = 5, *old;

	added = bpf_map_update_elem(&sparse, &key, &value, BPF_NOEXIST);
	old = bpf_map_lookup_elem(&sparse, &key);
	if (!old)
		return 1;
	value = 6;
	replaced = bpf_map_update_elem(&sparse, &key, &value, BPF_ANY);
	stale_sparse = *old;
	key = 2;
	second = bpf_map_update_elem(&sparse, &key, &value, BPF_ANY);
	key = 3;
	full = bpf_map_update_elem(&sparse, &key, &value, BPF_ANY);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
