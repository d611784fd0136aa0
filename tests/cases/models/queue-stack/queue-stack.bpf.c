// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__uint(max_entries, 2);
	__type(value, __u32);
} queue SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_STACK);
	__uint(max_entries, 2);
	__type(value, __u32);
} stack SEC(".maps");

__s64 empty, pushed, full, forced, wrong_flag, unknown_flag, peeked, first, second, third;
__u32 on_empty = 9, peek_value, first_value, second_value, third_value;

#define USE(map)                                                  \
	({                                                        \
		__u32 value = 1;                                  \
		__u32 out = 9;                                    \
		empty = bpf_map_pop_elem(map, &out);              \
		on_empty = out;                                   \
		pushed = bpf_map_push_elem(map, &value, BPF_ANY); \
		value = 2;                                        \
		bpf_map_push_elem(map, &value, 0);                \
		value = 3;                                        \
		full = bpf_map_push_elem(map, &value, 0);         \
		forced = bpf_map_push_elem(map, &value, BPF_EXIST); \
		wrong_flag = bpf_map_push_elem(map, &value, BPF_NOEXIST); \
		unknown_flag = bpf_map_push_elem(map, &value, 4); \
		peeked = bpf_map_peek_elem(map, &out);            \
		peek_value = out;                                 \
		first = bpf_map_pop_elem(map, &out);              \
		first_value = out;                                \
		second = bpf_map_pop_elem(map, &out);             \
		second_value = out;                               \
		third = bpf_map_pop_elem(map, &out);              \
		third_value = out;                                \
	})

SEC("syscall") int run_queue(void *ctx)
{
	USE(&queue);
	return 0;
}

SEC("syscall") int run_stack(void *ctx)
{
	USE(&stack);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
