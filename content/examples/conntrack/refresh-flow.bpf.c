// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Protects the connection of each UDP packet from being dropped early, and lets it live longer. */
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define TC_ACT_OK 0
#define ETH_P_IP 0x0800

extern struct nf_conn *bpf_skb_ct_lookup(struct __sk_buff *skb_ctx,
					 struct bpf_sock_tuple *bpf_tuple, u32 tuple__sz,
					 struct bpf_ct_opts *opts, u32 opts__sz) __ksym;
extern int bpf_ct_change_status(struct nf_conn *nfct, u32 status) __ksym;
extern int bpf_ct_change_timeout(struct nf_conn *nfct, u32 timeout) __ksym;
extern void bpf_ct_release(struct nf_conn *nfct) __ksym;

const volatile u32 set_status = IPS_ASSURED;
const volatile u32 clear_status = 0;
const volatile u32 timeout_ms = 600000;
const volatile s32 netns_id = BPF_F_CURRENT_NETNS;
const volatile u16 zone_id = 0;
const volatile u8 reserved = 0;
const volatile u8 protocol = IPPROTO_UDP;
const volatile u32 tuple_size = sizeof(((struct bpf_sock_tuple *)0)->ipv4);
const volatile u32 opts_size = NF_BPF_CT_OPTS_SZ;

s32 lookup_error;
s32 status_error;
s32 timeout_error;
u32 new_status;

SEC("tc")
int refresh(struct __sk_buff *skb)
{
	void *end = (void *)(long)skb->data_end;
	struct ethhdr *eth = (void *)(long)skb->data;
	struct iphdr *ip = (void *)(eth + 1);
	struct udphdr *udp = (void *)(ip + 1);
	struct bpf_sock_tuple tuple = {};
	struct bpf_ct_opts opts = {};
	struct nf_conn *entry;

	if ((void *)(udp + 1) > end || eth->h_proto != bpf_htons(ETH_P_IP) || ip->ihl != 5 ||
	    ip->protocol != IPPROTO_UDP)
		return TC_ACT_OK;

	tuple.ipv4.saddr = ip->saddr;
	tuple.ipv4.daddr = ip->daddr;
	tuple.ipv4.sport = udp->source;
	tuple.ipv4.dport = udp->dest;
	opts.netns_id = netns_id;
	opts.l4proto = protocol;
	opts.ct_zone_id = zone_id;
	opts.reserved[2] = reserved;

	entry = bpf_skb_ct_lookup(skb, &tuple, tuple_size, &opts, opts_size);
	lookup_error = opts.error;
	if (!entry)
		return TC_ACT_OK;

	/* The new value has every bit that the entry has: leaving one out clears nothing, and is an error for some. */
	status_error = bpf_ct_change_status(entry, (entry->status & ~clear_status) | set_status);
	timeout_error = bpf_ct_change_timeout(entry, timeout_ms);
	new_status = entry->status;
	bpf_ct_release(entry);
#ifdef RELEASE_TWICE
	bpf_ct_release(entry);
#endif
	return TC_ACT_OK;
}

char _license[] SEC("license") = "Dual BSD/GPL";
