// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 5);
	__type(key, __u32);
	__type(value, __u32);
} numbers SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 5);
	__type(key, __u32);
	__type(value, __u32);
} table SEC(".maps");

struct progress {
	__u64 sum;
	__u32 most;
};

__s64 looped, stopped, no_loops, too_many, loop_flags, visited, visited_some, each_flags, visited_table;
__u64 sum, sum_of_elements;
volatile const __u32 count = 10;

static int add_index(__u32 index, struct progress *state)
{
	state->sum += index;
	return index + 1 == state->most;
}

static long add_element(void *map, __u32 *key, __u32 *value, struct progress *state)
{
	state->sum += *value;
	*value += *key;
	return *key == state->most;
}

static long remove_element(void *map, __u32 *key, __u32 *value, void *state)
{
	sum_of_elements += *value;
	bpf_map_delete_elem(map, key);
	return 0;
}

SEC("syscall") int run(void *ctx)
{
	struct progress state = { .most = 100 };

	looped = bpf_loop(count, add_index, &state, 0);
	sum = state.sum;
	state.most = 4;
	stopped = bpf_loop(count, add_index, &state, 0);
	no_loops = bpf_loop(0, add_index, &state, 0);
	too_many = bpf_loop((1 << 23) + 1, add_index, &state, 0);
	loop_flags = bpf_loop(1, add_index, &state, 1);
	state.most = 100;
	visited = bpf_for_each_map_elem(&numbers, add_element, &state, 0);
	state.most = 2;
	visited_some = bpf_for_each_map_elem(&numbers, add_element, &state, 0);
	each_flags = bpf_for_each_map_elem(&numbers, add_element, &state, 1);
	visited_table = bpf_for_each_map_elem(&table, remove_element, NULL, 0);
	return state.sum;
}

#ifdef RESULT
static int give_two(__u32 index, void *state)
{
	return 2;
}

SEC("syscall") int wrong_result(void *ctx)
{
	return bpf_loop(1, give_two, NULL, 0);
}
#endif

char LICENSE[] SEC("license") = "GPL";
