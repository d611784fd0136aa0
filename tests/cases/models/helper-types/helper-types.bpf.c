// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("socket") int run(struct __sk_buff *ctx)
{
	return 0;
}

#ifdef STORE
SEC("socket") int store(struct __sk_buff *ctx)
{
	__u32 word = 0;

	return bpf_skb_store_bytes(ctx, 0, &word, 4, 0);
}
#endif

#ifdef PULL
SEC("cgroup_skb/egress") int pull(struct __sk_buff *ctx)
{
	bpf_skb_pull_data(ctx, 0);
	return 1;
}
#endif

#ifdef WRONG_MAP
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} table SEC(".maps");

SEC("socket") int wrong_map(struct __sk_buff *ctx)
{
	__u32 word = 0;

	return bpf_map_push_elem(&table, &word, 0);
}
#endif

#ifdef READ_ONLY
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_RDONLY_PROG);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} fixed SEC(".maps");

SEC("socket") int read_only(struct __sk_buff *ctx)
{
	__u32 key = 0, *value = bpf_map_lookup_elem(&fixed, &key);

	if (value)
		*value = 1;
	return 0;
}
#endif

#ifdef SLEEPS
SEC("xdp") int sleeps(struct xdp_md *ctx)
{
	__u32 word;

	bpf_copy_from_user(&word, sizeof(word), (void *)0x1000);
	return XDP_PASS;
}
#endif

#ifdef SLEEPS_FOR_TASK
SEC("tc") int sleeps_for_task(struct __sk_buff *ctx)
{
	__u32 word;

	bpf_copy_from_user_task(&word, sizeof(word), (void *)0x1000, bpf_get_current_task_btf(), 0);
	return 0;
}
#endif

#ifdef SLEEPS_ELSEWHERE
SEC("xdp") int sleeps_elsewhere(struct xdp_md *ctx)
{
	return bpf_sys_close(0);
}
#endif

char LICENSE[] SEC("license") = "GPL";
