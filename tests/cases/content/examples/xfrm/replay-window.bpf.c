// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Records the anti-replay window of an ESP packet's security association. */
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define AF_INET 2
#define ETH_P_IP 0x0800
#define IP_OFFSET 0x1fff

extern int bpf_dynptr_from_xdp(struct xdp_md *x, u64 flags,
			       struct bpf_dynptr *ptr__uninit) __ksym;
extern void *bpf_dynptr_slice(const struct bpf_dynptr *p, u64 offset,
			      void *buffer__nullable, u64 buffer__szk) __ksym;
extern struct xfrm_state *bpf_xdp_get_xfrm_state(struct xdp_md *ctx,
						 struct bpf_xfrm_state_opts *opts,
						 u32 opts__sz) __ksym;
extern void bpf_xdp_xfrm_state_release(struct xfrm_state *x) __ksym;

/* Read-only once loaded: the verifier takes their values for constants. */
const volatile s32 netns_id = BPF_F_CURRENT_NETNS;
const volatile u32 mark = 0;
const volatile u32 opts_size = BPF_XFRM_STATE_OPTS_SZ;

/* Of the last ESP packet whose state was found. */
u32 xfrm_replay_window;
/* Of the last lookup. */
s32 lookup_error;

SEC("xdp.frags")
int xfrm_get_state_xdp(struct xdp_md *ctx)
{
	struct bpf_xfrm_state_opts opts = {};
	struct ip_esp_hdr esp_buffer;
	struct ethhdr eth_buffer;
	struct iphdr ip_buffer;
	const struct ip_esp_hdr *esp;
	const struct ethhdr *eth;
	const struct iphdr *ip;
	struct bpf_dynptr packet;
	struct xfrm_state *x;

	bpf_dynptr_from_xdp(ctx, 0, &packet);

	eth = bpf_dynptr_slice(&packet, 0, &eth_buffer, sizeof(eth_buffer));
	if (!eth || eth->h_proto != bpf_htons(ETH_P_IP))
		return XDP_PASS;

	ip = bpf_dynptr_slice(&packet, sizeof(*eth), &ip_buffer, sizeof(ip_buffer));
	if (!ip || ip->ihl < 5 || ip->protocol != IPPROTO_ESP)
		return XDP_PASS;
	/* Only the first IP fragment holds the ESP header. */
	if (ip->frag_off & bpf_htons(IP_OFFSET))
		return XDP_PASS;
#ifdef WRITE_READONLY_SLICE
	((struct iphdr *)ip)->ttl--;
#endif

	esp = bpf_dynptr_slice(&packet, sizeof(*eth) + ip->ihl * 4, &esp_buffer,
			       sizeof(esp_buffer));
	if (!esp)
		return XDP_PASS;
#ifdef SLICE_OVERRUN
	esp = (const void *)(ip + 1);
#endif

	opts.netns_id = netns_id;
	opts.mark = mark;
	opts.daddr.a4 = ip->daddr;
	opts.spi = esp->spi;
	opts.proto = IPPROTO_ESP;
	opts.family = AF_INET;
	x = bpf_xdp_get_xfrm_state(ctx, &opts, opts_size);
	lookup_error = opts.error;
#ifndef NO_NULL_CHECK
	if (!x)
		return XDP_PASS;
#endif

	/* May be NULL without ESN; a load through a pointer found in a kernel object is then 0. */
	xfrm_replay_window = x->replay_esn->replay_window;
#ifndef LEAK
	bpf_xdp_xfrm_state_release(x);
#endif
#ifdef RELEASE_TWICE
	bpf_xdp_xfrm_state_release(x);
#endif
#ifdef USE_AFTER_RELEASE
	if (x->km.dying)
		return XDP_DROP;
#endif
	return XDP_PASS;
}

char _license[] SEC("license") = "Dual BSD/GPL";
