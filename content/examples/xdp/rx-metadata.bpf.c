// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Puts what the network card knows of a packet before it, where an AF_XDP socket finds it. */
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

extern int bpf_xdp_metadata_rx_hash(const struct xdp_md *ctx, u32 *hash,
				    enum xdp_rss_hash_type *rss_type) __ksym;
extern int bpf_xdp_metadata_rx_timestamp(const struct xdp_md *ctx, u64 *timestamp) __ksym;
extern int bpf_xdp_metadata_rx_vlan_tag(const struct xdp_md *ctx, __be16 *vlan_proto,
					u16 *vlan_tci) __ksym;

#define ETH_P_IP 0x0800

static __always_inline bool is_ipv4(struct xdp_md *ctx)
{
	struct ethhdr *eth = (void *)(long)ctx->data;

	return (void *)(eth + 1) <= (void *)(long)ctx->data_end && eth->h_proto == bpf_htons(ETH_P_IP);
}

/* What user space reads: an error in place of what could not be told. */
struct known {
	u64 timestamp;
	u32 hash;
	u32 hash_type;
	u16 vlan_tci;
	u16 vlan_proto;
	s16 timestamp_error;
	s16 hash_error;
	s16 vlan_error;
	u16 unused[3];
};

u32 last_hash, last_hash_type;

SEC("xdp")
int tell_known(struct xdp_md *ctx)
{
	enum xdp_rss_hash_type type = 0;
	u16 vlan_tci = 0, vlan_proto = 0;
	struct known *known;
	u64 timestamp = 0;
	u32 hash = 0;

	if (!is_ipv4(ctx) || bpf_xdp_adjust_meta(ctx, -(int)sizeof(*known)))
		return XDP_PASS;
	known = (void *)(long)ctx->data_meta;
	if ((void *)(known + 1) > (void *)(long)ctx->data)
		return XDP_PASS;

	known->timestamp_error = bpf_xdp_metadata_rx_timestamp(ctx, &timestamp);
	known->timestamp = timestamp;
	known->hash_error = bpf_xdp_metadata_rx_hash(ctx, &hash, &type);
	known->hash = last_hash = hash;
	known->hash_type = last_hash_type = type;
	known->vlan_error = bpf_xdp_metadata_rx_vlan_tag(ctx, &vlan_proto, &vlan_tci);
	known->vlan_proto = vlan_proto;
	known->vlan_tci = vlan_tci;
	return XDP_PASS;
}

/* One in so many flows, and each of them whole. */
const volatile u32 one_in = 16;
u32 sampled;

SEC("xdp")
int sample_flows(struct xdp_md *ctx)
{
	enum xdp_rss_hash_type type;
	u32 hash;

	if (!is_ipv4(ctx) || bpf_xdp_metadata_rx_hash(ctx, &hash, &type) || !(type & XDP_RSS_L4))
		return XDP_PASS;
	last_hash = hash;
	if (hash % one_in == 0)
		sampled++;
	return XDP_PASS;
}

const volatile u16 own_vlan = 7;

SEC("xdp")
int drop_other_vlans(struct xdp_md *ctx)
{
	u16 protocol, tag;

	if (!is_ipv4(ctx) || bpf_xdp_metadata_rx_vlan_tag(ctx, &protocol, &tag))
		return XDP_PASS;
	return (tag & 0xfff) == own_vlan ? XDP_PASS : XDP_DROP;
}

char _license[] SEC("license") = "Dual BSD/GPL";
