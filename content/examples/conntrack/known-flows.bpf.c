// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Drops TCP and UDP packets over IPv4 that belong to no connection the kernel tracks. */
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define ETH_P_IP 0x0800
#define ENOENT 2

extern struct nf_conn *bpf_xdp_ct_lookup(struct xdp_md *xdp_ctx, struct bpf_sock_tuple *bpf_tuple,
					 u32 tuple__sz, struct bpf_ct_opts *opts,
					 u32 opts__sz) __ksym;
extern void bpf_ct_release(struct nf_conn *nfct) __ksym;

/* Read-only once loaded: the verifier takes their values for constants. */
const volatile s32 netns_id = BPF_F_CURRENT_NETNS;
const volatile u16 zone_id = 0;
const volatile u8 reserved = 0;
const volatile u32 tuple_size = sizeof(((struct bpf_sock_tuple *)0)->ipv4);
const volatile u32 opts_size = NF_BPF_CT_OPTS_SZ;

/* Of the last lookup. */
s32 lookup_error;
u32 is_reply;
u32 status;

SEC("xdp")
int drop_unknown(struct xdp_md *ctx)
{
	void *end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = (void *)(long)ctx->data;
	struct iphdr *ip = (void *)(eth + 1);
	struct udphdr *ports = (void *)(ip + 1);
	struct bpf_sock_tuple tuple = {};
	struct bpf_ct_opts opts = {};
	struct nf_conn *entry;

	if ((void *)(ports + 1) > end || eth->h_proto != bpf_htons(ETH_P_IP) || ip->ihl != 5)
		return XDP_PASS;

	/* As in the packet: the entry matches if this is either of its two directions. */
	tuple.ipv4.saddr = ip->saddr;
	tuple.ipv4.daddr = ip->daddr;
	/* TCP and UDP begin with the same two ports. */
	tuple.ipv4.sport = ports->source;
	tuple.ipv4.dport = ports->dest;
	opts.netns_id = netns_id;
	opts.l4proto = ip->protocol;
	opts.ct_zone_id = zone_id;
	opts.reserved[0] = reserved;

	entry = bpf_xdp_ct_lookup(ctx, &tuple, tuple_size, &opts, opts_size);
	lookup_error = opts.error;
#ifndef NO_NULL_CHECK
	/* Anything but "no such entry" says nothing about the packet. */
	if (!entry)
		return lookup_error == -ENOENT ? XDP_DROP : XDP_PASS;
#endif

	is_reply = opts.dir == IP_CT_DIR_REPLY;
	status = entry->status;
#ifdef STORE_MARK
	entry->mark = 1;
#endif
#ifndef LEAK
	bpf_ct_release(entry);
#endif
#ifdef USE_AFTER_RELEASE
	status = entry->status;
#endif
	return XDP_PASS;
}

char _license[] SEC("license") = "Dual BSD/GPL";
