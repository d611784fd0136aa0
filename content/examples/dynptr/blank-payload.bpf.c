// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/*
 * Blanks what a UDP datagram carries beyond its first bytes, so that a capture later on shows no contents. The checksum
 * is not updated.
 */
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define TC_ACT_OK 0
#define TC_ACT_SHOT 2

extern int bpf_dynptr_from_skb(struct __sk_buff *s, u64 flags,
			       struct bpf_dynptr *ptr__uninit) __ksym;
extern void *bpf_dynptr_slice(const struct bpf_dynptr *p, u64 offset,
			      void *buffer__nullable, u64 buffer__szk) __ksym;
extern int bpf_dynptr_adjust(struct bpf_dynptr *p, u64 start, u64 end) __ksym;
extern u64 bpf_dynptr_size(const struct bpf_dynptr *p) __ksym;
extern int bpf_dynptr_memset(const struct bpf_dynptr *p, u64 offset, u64 size,
			     u8 val) __ksym;

const volatile u64 dynptr_flags = 0;
/* How many bytes of the payload stay. */
const volatile u64 kept = 4;
/* By how many bytes the packet is shortened after the dynptr was made. */
const volatile u32 cut = 0;

int adjusted;
int blanked;
bool in_one_piece;
u64 payload_size;

SEC("tc")
int blank_payload(struct __sk_buff *skb)
{
	const u64 ip_offset = sizeof(struct ethhdr);
	struct bpf_dynptr packet;
	struct iphdr ip_buffer;
	const struct iphdr *ip;
	u64 start, end;

	bpf_dynptr_from_skb(skb, dynptr_flags, &packet);
	ip = bpf_dynptr_slice(&packet, ip_offset, &ip_buffer, sizeof(ip_buffer));
	if (!ip)
		return TC_ACT_SHOT;
	if (ip->protocol != IPPROTO_UDP)
		return TC_ACT_OK;

	/* By the header's own length: a short frame ends with padding that does not belong to the datagram. */
	start = ip_offset + ip->ihl * 4 + sizeof(struct udphdr);
	end = ip_offset + bpf_ntohs(ip->tot_len);
	adjusted = bpf_dynptr_adjust(&packet, start, end);
	if (adjusted)
		return TC_ACT_SHOT;

	payload_size = bpf_dynptr_size(&packet);
	if (cut && bpf_skb_change_tail(skb, skb->len - cut, 0))
		return TC_ACT_SHOT;

	in_one_piece = bpf_dynptr_slice(&packet, 0, NULL, 4) != NULL;
	blanked = bpf_dynptr_memset(&packet, kept, payload_size - kept, 0);
#ifdef WRITE_ENDS_SLICE
	bpf_dynptr_write(&packet, 0, "", 1, 0);
	if (ip->ttl == 1)
		return TC_ACT_SHOT;
#endif
	return blanked ? TC_ACT_SHOT : TC_ACT_OK;
}

char _license[] SEC("license") = "Dual BSD/GPL";
