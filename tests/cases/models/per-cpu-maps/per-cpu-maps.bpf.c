// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u32);
} numbers SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_HASH);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} table SEC(".maps");

__s64 updated, exists, far, on_first, on_far, added, full, in_place, removed;
__u32 cpu;

SEC("syscall") int run(void *ctx)
{
	__u32 key = 1, five = 5, value = 3, *known;

	cpu = bpf_get_smp_processor_id();
	updated = bpf_map_update_elem(&numbers, &key, &value, BPF_ANY);
	exists = bpf_map_update_elem(&numbers, &key, &value, BPF_NOEXIST);
	far = bpf_map_update_elem(&numbers, &five, &value, BPF_ANY);
	known = bpf_map_lookup_percpu_elem(&numbers, &key, 0);
	on_first = known ? *known : -1;
	on_far = bpf_map_lookup_percpu_elem(&numbers, &key, 1000) != NULL;
	added = bpf_map_update_elem(&table, &key, &value, BPF_ANY);
	full = bpf_map_update_elem(&table, &five, &value, BPF_ANY);
	known = bpf_map_lookup_elem(&table, &key);
	value = 4;
	bpf_map_update_elem(&table, &key, &value, BPF_EXIST);
	in_place = known ? *known : -1;
	removed = bpf_map_delete_elem(&table, &five);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
