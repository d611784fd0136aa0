// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define HASH(name, kind)                        \
	struct {                                \
		__uint(type, kind);             \
		__uint(max_entries, 4);         \
		__type(key, __u32);             \
		__type(value, __u32);           \
	} name SEC(".maps")

HASH(hash, BPF_MAP_TYPE_HASH);
HASH(each_cpu, BPF_MAP_TYPE_PERCPU_HASH);
HASH(recent, BPF_MAP_TYPE_LRU_HASH);
HASH(array, BPF_MAP_TYPE_ARRAY);

extern __s64 bpf_map_sum_elem_count(const struct bpf_map *map) __ksym;

__s64 empty, three, two, of_each_cpu, of_recent, of_array;

SEC("syscall") int run(void *ctx)
{
	empty = bpf_map_sum_elem_count((struct bpf_map *)&hash);
	for (__u32 index = 0; index < 3; index++) {
		__u32 key = index;

		bpf_map_update_elem(&hash, &key, &key, BPF_ANY);
		bpf_map_update_elem(&hash, &key, &key, BPF_ANY);
		bpf_map_update_elem(&each_cpu, &key, &key, BPF_ANY);
		bpf_map_update_elem(&recent, &key, &key, BPF_ANY);
	}
	three = bpf_map_sum_elem_count((struct bpf_map *)&hash);
	for (__u32 index = 2; index < 5; index++) {
		__u32 key = index;

		bpf_map_delete_elem(&hash, &key);
	}
	two = bpf_map_sum_elem_count((struct bpf_map *)&hash);
	of_each_cpu = bpf_map_sum_elem_count((struct bpf_map *)&each_cpu);
	of_recent = bpf_map_sum_elem_count((struct bpf_map *)&recent);
	of_array = bpf_map_sum_elem_count((struct bpf_map *)&array);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
