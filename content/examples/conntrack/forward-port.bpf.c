// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Opens a flow for each UDP packet to a port, as one that is forwarded to another host. */
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define TC_ACT_OK 0
#define ETH_P_IP 0x0800

extern struct nf_conn___init *bpf_skb_ct_alloc(struct __sk_buff *skb_ctx,
					       struct bpf_sock_tuple *bpf_tuple, u32 tuple__sz,
					       struct bpf_ct_opts *opts, u32 opts__sz) __ksym;
extern int bpf_ct_set_nat_info(struct nf_conn___init *nfct, union nf_inet_addr *addr, int port,
			       enum nf_nat_manip_type manip) __ksym;
extern struct nf_conn *bpf_ct_insert_entry(struct nf_conn___init *nfct_i) __ksym;
extern void bpf_ct_release(struct nf_conn *nfct) __ksym;

const volatile u16 public_port = 53;
const volatile u32 server = 0x0a000009; /* 10.0.0.9 */
const volatile int server_port = 5353;
const volatile s32 netns_id = BPF_F_CURRENT_NETNS;
const volatile u16 zone_id = 0;
const volatile u8 reserved = 0;
const volatile u8 protocol = IPPROTO_UDP;
const volatile u32 tuple_size = sizeof(((struct bpf_sock_tuple *)0)->ipv4);
const volatile u32 opts_size = NF_BPF_CT_OPTS_SZ;

s32 alloc_error;
s32 nat_error;
u32 forwarded;
/* Where the last flow expects answers from. */
u32 reply_source;
u32 reply_port;

SEC("tc")
int forward_port(struct __sk_buff *skb)
{
	void *end = (void *)(long)skb->data_end;
	struct ethhdr *eth = (void *)(long)skb->data;
	struct iphdr *ip = (void *)(eth + 1);
	struct udphdr *udp = (void *)(ip + 1);
	struct bpf_sock_tuple tuple = {};
	struct bpf_ct_opts opts = {};
	struct nf_conn___init *fresh;
	struct nf_conn *entry;

	if ((void *)(udp + 1) > end || eth->h_proto != bpf_htons(ETH_P_IP) || ip->ihl != 5 ||
	    ip->protocol != IPPROTO_UDP || udp->dest != bpf_htons(public_port))
		return TC_ACT_OK;

	tuple.ipv4.saddr = ip->saddr;
	tuple.ipv4.daddr = ip->daddr;
	tuple.ipv4.sport = udp->source;
	tuple.ipv4.dport = udp->dest;
	opts.netns_id = netns_id;
	opts.l4proto = protocol;
	opts.ct_zone_id = zone_id;
	opts.reserved[0] = reserved;

	fresh = bpf_skb_ct_alloc(skb, &tuple, tuple_size, &opts, opts_size);
	alloc_error = opts.error;
	if (!fresh)
		return TC_ACT_OK;

#ifndef WITHOUT_NAT
	/* All 16 bytes count, for IPv4 too: entries are compared by them. */
	union nf_inet_addr address = {};

	address.ip = bpf_htonl(server);
	nat_error = bpf_ct_set_nat_info(fresh, &address, server_port, NF_NAT_MANIP_DST);
#endif

	reply_source = bpf_ntohl(fresh->ct.tuplehash[IP_CT_DIR_REPLY].tuple.src.u3.ip);
	reply_port = bpf_ntohs(fresh->ct.tuplehash[IP_CT_DIR_REPLY].tuple.src.u.all);
	entry = bpf_ct_insert_entry(fresh);
	if (!entry)
		return TC_ACT_OK;
	forwarded++;
	bpf_ct_release(entry);
	return TC_ACT_OK;
}

char _license[] SEC("license") = "Dual BSD/GPL";
