// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct device_value {
	__u32 ifindex;
	__s32 program;
};

struct queue_value {
	__u32 qsize;
	__s32 program;
};

struct {
	__uint(type, BPF_MAP_TYPE_DEVMAP);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, struct device_value);
} devices SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_DEVMAP_HASH);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u32);
} hashed SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_CPUMAP);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, struct queue_value);
} cpus SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_XSKMAP);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u32);
} sockets SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u32);
} array SEC(".maps");

__s64 hit, wide, miss, beyond, flags, to_all, all_missed, hashed_hit, hashed_miss, cpu_hit, cpu_miss, cpu_all, socket_miss;
__u32 looked_up, not_there, socket;

SEC("xdp") int to_device(struct xdp_md *ctx)
{
	__u32 key = 1;
	struct device_value *value = bpf_map_lookup_elem(&devices, &key);

	looked_up = value ? value->ifindex : 0;
	key = 2;
	not_there = bpf_map_lookup_elem(&devices, &key) != NULL;
	socket = bpf_map_lookup_elem(&sockets, &key) != NULL;
	wide = bpf_redirect_map(&devices, 1ULL << 32 | 1, XDP_DROP);
	miss = bpf_redirect_map(&devices, 2, XDP_PASS);
	beyond = bpf_redirect_map(&devices, 9, XDP_TX);
	flags = bpf_redirect_map(&devices, 1, 4);
	to_all = bpf_redirect_map(&devices, 1, BPF_F_BROADCAST | BPF_F_EXCLUDE_INGRESS);
	all_missed = bpf_redirect_map(&devices, 2, BPF_F_BROADCAST);
	hashed_hit = bpf_redirect_map(&hashed, 100, 0);
	hashed_miss = bpf_redirect_map(&hashed, 101, XDP_DROP);
	cpu_hit = bpf_redirect_map(&cpus, 0, 0);
	cpu_miss = bpf_redirect_map(&cpus, 1, XDP_PASS);
	cpu_all = bpf_redirect_map(&cpus, 0, BPF_F_BROADCAST);
	socket_miss = bpf_redirect_map(&sockets, 0, XDP_PASS);
	hit = bpf_redirect_map(&devices, 1, XDP_DROP);
	return hit;
}

SEC("xdp") int to_nowhere(struct xdp_md *ctx)
{
	hit = bpf_redirect_map(&devices, 1, XDP_DROP);
	miss = bpf_redirect_map(&devices, 2, XDP_DROP);
	return miss;
}

SEC("xdp") int by_index(struct xdp_md *ctx)
{
	return bpf_redirect(1, 0);
}

#ifdef STORE
SEC("xdp") int store(struct xdp_md *ctx)
{
	__u32 key = 1;
	struct device_value *value = bpf_map_lookup_elem(&devices, &key);

	if (value)
		value->ifindex = 2;
	return XDP_PASS;
}
#endif

#ifdef UPDATE
SEC("xdp") int update(struct xdp_md *ctx)
{
	struct device_value value = { .ifindex = 1 };
	__u32 key = 1;

	bpf_map_update_elem(&devices, &key, &value, BPF_ANY);
	return XDP_PASS;
}
#endif

#ifdef LOOKUP
SEC("xdp") int lookup(struct xdp_md *ctx)
{
	__u32 key = 0;

	return bpf_map_lookup_elem(&cpus, &key) ? XDP_PASS : XDP_DROP;
}
#endif

#ifdef ARRAY
SEC("xdp") int by_array(struct xdp_md *ctx)
{
	return bpf_redirect_map(&array, 0, 0);
}
#endif

char LICENSE[] SEC("license") = "GPL";
