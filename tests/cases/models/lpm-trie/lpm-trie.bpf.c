// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct prefix {
	__u32 length;
	__u8 address[4];
};

struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 4);
	__type(key, struct prefix);
	__type(value, __u32);
} routes SEC(".maps");

__s64 added, too_long, no_such, exists, full, replaced, gone, gone_twice, half;
__s64 at_network, at_host, at_other, at_default, short_key;

static __s64 lookup(__u32 length, __u8 second, __u8 last)
{
	struct prefix key = { .length = length, .address = { 10, second, 0, last } };
	__u32 *found = bpf_map_lookup_elem(&routes, &key);

	return found ? (__s64)*found : -1;
}

static __s64 update(__u32 length, __u8 second, __u8 last, __u32 value, __u64 flags)
{
	struct prefix key = { .length = length, .address = { 10, second, 0, last } };

	return bpf_map_update_elem(&routes, &key, &value, flags);
}

SEC("syscall") int run(void *ctx)
{
	struct prefix key = { .length = 16, .address = { 10, 1, 0, 0 } };

	added = update(8, 0, 0, 8, BPF_ANY);
	too_long = update(33, 0, 0, 1, BPF_ANY);
	no_such = update(16, 1, 0, 16, BPF_EXIST);
	added |= update(16, 1, 0, 16, BPF_NOEXIST);
	exists = update(16, 1, 0, 17, BPF_NOEXIST);
	added |= update(32, 1, 9, 32, BPF_ANY);
	added |= update(12, 16, 0, 12, BPF_ANY);
	full = update(20, 200, 0, 20, BPF_ANY);
	replaced = update(16, 1, 77, 18, BPF_EXIST);
	at_network = lookup(32, 1, 1);
	at_host = lookup(32, 1, 9);
	at_other = lookup(32, 17, 9);
	at_default = lookup(32, 99, 9);
	short_key = lookup(10, 1, 9);
	half = lookup(33, 1, 9);
	gone = bpf_map_delete_elem(&routes, &key);
	gone_twice = bpf_map_delete_elem(&routes, &key);
	return lookup(32, 1, 1);
}

char LICENSE[] SEC("license") = "GPL";
