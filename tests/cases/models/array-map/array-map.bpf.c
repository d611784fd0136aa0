// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct pair {
	__u32 a;
	__u64 b;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 3);
	__type(key, __u32);
	__type(value, struct pair);
} pairs SEC(".maps");

__s64 found, past_end, updated, exists, replaced, unknown_flag, far, removed, locked;
__u64 by_pointer, after_update;

SEC("syscall") int run(void *ctx)
{
	struct pair value = { .a = 7, .b = 8 };
	struct pair *first;
	__u32 key = 1, three = 3;

	first = bpf_map_lookup_elem(&pairs, &key);
	found = first != NULL;
	past_end = bpf_map_lookup_elem(&pairs, &three) != NULL;
	updated = bpf_map_update_elem(&pairs, &key, &value, BPF_ANY);
	exists = bpf_map_update_elem(&pairs, &key, &value, BPF_NOEXIST);
	value.b = 9;
	replaced = bpf_map_update_elem(&pairs, &key, &value, BPF_EXIST);
	unknown_flag = bpf_map_update_elem(&pairs, &key, &value, 8);
	far = bpf_map_update_elem(&pairs, &three, &value, BPF_ANY);
	locked = bpf_map_update_elem(&pairs, &key, &value, BPF_F_LOCK);
	removed = bpf_map_delete_elem(&pairs, &key);
	if (!first)
		return 1;
	after_update = first->b;
	first->b += 100;
	by_pointer = first->b;
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
