// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Makes an entry for each new UDP flow to a port, so that later packets count as part of it. */
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define ETH_P_IP 0x0800

extern struct nf_conn___init *bpf_xdp_ct_alloc(struct xdp_md *xdp_ctx,
					       struct bpf_sock_tuple *bpf_tuple, u32 tuple__sz,
					       struct bpf_ct_opts *opts, u32 opts__sz) __ksym;
extern void bpf_ct_set_timeout(struct nf_conn___init *nfct, u32 timeout) __ksym;
extern int bpf_ct_set_status(const struct nf_conn___init *nfct, u32 status) __ksym;
extern struct nf_conn *bpf_ct_insert_entry(struct nf_conn___init *nfct_i) __ksym;
extern void bpf_ct_release(struct nf_conn *nfct) __ksym;

const volatile u16 open_port = 4789;
const volatile u32 status = IPS_SEEN_REPLY;
const volatile u32 timeout_ms = 30000;
const volatile s32 netns_id = BPF_F_CURRENT_NETNS;
const volatile u16 zone_id = 0;
const volatile u8 reserved = 0;
const volatile u8 protocol = IPPROTO_UDP;
const volatile u32 tuple_size = sizeof(((struct bpf_sock_tuple *)0)->ipv4);
const volatile u32 opts_size = NF_BPF_CT_OPTS_SZ;

s32 alloc_error;
s32 status_error;
u32 opened;
/* Of the last entry that was made. */
u32 entry_status;
u32 entry_timeout;

SEC("xdp")
int open_flow(struct xdp_md *ctx)
{
	void *end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = (void *)(long)ctx->data;
	struct iphdr *ip = (void *)(eth + 1);
	struct udphdr *udp = (void *)(ip + 1);
	struct bpf_sock_tuple tuple = {};
	struct bpf_ct_opts opts = {};
	struct nf_conn___init *fresh;
	struct nf_conn *entry;

	if ((void *)(udp + 1) > end || eth->h_proto != bpf_htons(ETH_P_IP) || ip->ihl != 5 ||
	    ip->protocol != IPPROTO_UDP || udp->dest != bpf_htons(open_port))
		return XDP_PASS;

	tuple.ipv4.saddr = ip->saddr;
	tuple.ipv4.daddr = ip->daddr;
	tuple.ipv4.sport = udp->source;
	tuple.ipv4.dport = udp->dest;
	opts.netns_id = netns_id;
	opts.l4proto = protocol;
	opts.ct_zone_id = zone_id;
	opts.reserved[1] = reserved;

	fresh = bpf_xdp_ct_alloc(ctx, &tuple, tuple_size, &opts, opts_size);
	alloc_error = opts.error;
	if (!fresh)
		return XDP_PASS;

	/* Before the entry is in the table, nobody else sees it. */
	bpf_ct_set_timeout(fresh, timeout_ms);
	entry_timeout = fresh->ct.timeout;
	status_error = bpf_ct_set_status(fresh, status);
#ifdef LOWER_STATUS
	status_error = bpf_ct_set_status(fresh, 0);
#endif
#ifdef NOT_INSERTED
	return XDP_PASS;
#endif

	/* Takes the reference in any case; NULL where the flow has an entry already. */
	entry = bpf_ct_insert_entry(fresh);
#ifdef INSERT_TWICE
	entry = bpf_ct_insert_entry(fresh);
#endif
	if (!entry)
		return XDP_PASS;

	opened++;
	entry_status = entry->status;
#ifdef SET_AFTER_INSERT
	bpf_ct_set_timeout((struct nf_conn___init *)entry, timeout_ms);
#endif
	bpf_ct_release(entry);
	return XDP_PASS;
}

char _license[] SEC("license") = "Dual BSD/GPL";
