// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Sends UDP datagrams to another port, wherever in the packet their header lies. */
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define TC_ACT_OK 0
#define TC_ACT_SHOT 2

extern int bpf_dynptr_from_skb(struct __sk_buff *s, u64 flags,
			       struct bpf_dynptr *ptr__uninit) __ksym;
extern void *bpf_dynptr_slice_rdwr(const struct bpf_dynptr *p, u64 offset,
				   void *buffer__nullable, u64 buffer__szk) __ksym;

const volatile u64 dynptr_flags = 0;
const volatile u16 port = 5353;

bool written_back;

static __always_inline int redirect(struct __sk_buff *skb, u64 offset)
{
	struct bpf_dynptr packet;
	struct udphdr *udp;
#ifdef WITHOUT_BUFFER
	struct udphdr *buffer = NULL;
#else
	struct udphdr place, *buffer = &place;
#endif

	bpf_dynptr_from_skb(skb, dynptr_flags, &packet);
	udp = bpf_dynptr_slice_rdwr(&packet, offset, buffer, sizeof(*udp));
#ifndef NO_NULL_CHECK
	if (!udp)
		return TC_ACT_SHOT;
#endif

	udp->dest = bpf_htons(port);
	/* Over IPv4 a checksum of 0 says that there is none (RFC 768). */
	udp->check = 0;

#ifndef FORGET_TO_WRITE
	/* Then a copy was changed. */
	if (udp == buffer) {
		written_back = true;
		if (bpf_dynptr_write(&packet, offset, udp, sizeof(*udp), 0))
			return TC_ACT_SHOT;
	}
#endif
	return TC_ACT_OK;
}

SEC("tc")
int redirect_port(struct __sk_buff *skb)
{
	return redirect(skb, sizeof(struct ethhdr) + sizeof(struct iphdr));
}

#ifdef IN_CGROUP
SEC("cgroup_skb/egress")
int redirect_in_cgroup(struct __sk_buff *skb)
{
	return redirect(skb, sizeof(struct iphdr)) == TC_ACT_OK;
}
#endif

char _license[] SEC("license") = "Dual BSD/GPL";
