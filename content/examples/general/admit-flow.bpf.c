// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Adds new entries to a hash table only while less than three quarters of it are in use. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define CAPACITY 4

extern s64 bpf_map_sum_elem_count(const struct bpf_map *map) __ksym;

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, CAPACITY);
	__type(key, u32);
	__type(value, u64);
} flows SEC(".maps");

u32 new_flow;
s64 in_use;

SEC("syscall")
int admit_flow(void *ctx)
{
	u64 packets = 0;

#ifdef NO_MAP
	in_use = bpf_map_sum_elem_count(NULL);
#else
	/* The address of a map that is declared like this is a pointer to its struct bpf_map. */
	in_use = bpf_map_sum_elem_count((struct bpf_map *)&flows);
#endif
	if (in_use >= CAPACITY * 3 / 4)
		return 1;
	bpf_map_update_elem(&flows, &new_flow, &packets, BPF_NOEXIST);
	return 0;
}

char _license[] SEC("license") = "Dual BSD/GPL";
