// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/*
 * One function for two kinds of programs: it sets the DSCP where packets may be changed, and otherwise counts what it
 * would set. The checksum of the header is not updated.
 */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define TC_ACT_OK 0
#define EXPEDITED_FORWARDING 0xb8

extern int bpf_dynptr_from_skb(struct __sk_buff *s, u64 flags,
			       struct bpf_dynptr *ptr__uninit) __ksym;
extern bool bpf_dynptr_is_null(const struct bpf_dynptr *p) __ksym;
extern bool bpf_dynptr_is_rdonly(const struct bpf_dynptr *p) __ksym;
extern int bpf_dynptr_copy(const struct bpf_dynptr *dst_ptr, u64 dst_off,
			   const struct bpf_dynptr *src_ptr, u64 src_off,
			   u64 size) __ksym;
extern int bpf_dynptr_memset(const struct bpf_dynptr *p, u64 offset, u64 size,
			     u8 val) __ksym;

const volatile u64 dynptr_flags = 0;
const volatile bool look_first = true;

u32 unchanged;
u32 without_packet;
int marked;
int copied;

static __always_inline void mark(struct __sk_buff *skb, u64 ip_offset)
{
	struct bpf_dynptr packet;

	bpf_dynptr_from_skb(skb, dynptr_flags, &packet);
	if (bpf_dynptr_is_null(&packet)) {
		without_packet++;
		return;
	}
	if (look_first && bpf_dynptr_is_rdonly(&packet)) {
		unchanged++;
		return;
	}
	marked = bpf_dynptr_memset(&packet, ip_offset + 1, 1, EXPEDITED_FORWARDING);
}

SEC("tc")
int mark_in_tc(struct __sk_buff *skb)
{
	mark(skb, sizeof(struct ethhdr));
	return TC_ACT_OK;
}

SEC("cgroup_skb/egress")
int mark_in_cgroup(struct __sk_buff *skb)
{
	mark(skb, 0);
	return 1;
}

/* Swaps the addresses: one is kept in a variable while the other is copied over it. */
SEC("cgroup_skb/egress")
int swap_addresses(struct __sk_buff *skb)
{
	static u32 kept;
	struct bpf_dynptr packet, memory;

	bpf_dynptr_from_skb(skb, 0, &packet);
	bpf_dynptr_from_mem(&kept, sizeof(kept), 0, &memory);
	copied = bpf_dynptr_copy(&memory, 0, &packet, 12, 4);
	if (!copied)
		copied = bpf_dynptr_copy(&packet, 12, &packet, 16, 4);
	if (!copied)
		copied = bpf_dynptr_copy(&packet, 16, &memory, 0, 4);
	return 1;
}

char _license[] SEC("license") = "Dual BSD/GPL";
