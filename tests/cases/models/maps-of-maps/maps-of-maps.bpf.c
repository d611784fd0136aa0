// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct inner {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
};

struct inner first SEC(".maps"), second SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 4);
	__type(key, __u32);
	__array(values, struct inner);
} by_index SEC(".maps") = { .values = { [0] = &first, [2] = &second } };

struct {
	__uint(type, BPF_MAP_TYPE_HASH_OF_MAPS);
	__uint(max_entries, 4);
	__type(key, __u32);
	__array(values, struct inner);
} by_key SEC(".maps") = { .values = { [1] = &first } };

__s64 not_set, added, far, in_table, not_there;
__u64 seen;

SEC("syscall") int run(void *ctx)
{
	__u32 two = 2, one = 1, nine = 9, zero = 0;
	__u64 value = 42, *found;
	void *map = bpf_map_lookup_elem(&by_index, &two);

	not_set = bpf_map_lookup_elem(&by_index, &one) != NULL;
	far = bpf_map_lookup_elem(&by_index, &nine) != NULL;
	if (!map)
		return 1;
	added = bpf_map_update_elem(map, &zero, &value, BPF_ANY);
	found = bpf_map_lookup_elem(&second, &zero);
	if (found)
		seen = *found;
	in_table = bpf_map_lookup_elem(&by_key, &one) != NULL;
	not_there = bpf_map_lookup_elem(&by_key, &two) != NULL;
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
