// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern void *bpf_cast_to_kern_ctx(void *obj) __ksym;
extern int bpf_xdp_metadata_rx_hash(const struct xdp_md *ctx, u32 *hash, enum xdp_rss_hash_type *rss_type) __ksym;
extern int bpf_xdp_metadata_rx_timestamp(const struct xdp_md *ctx, u64 *timestamp) __ksym;
extern int bpf_xdp_metadata_rx_vlan_tag(const struct xdp_md *ctx, __be16 *vlan_proto, u16 *vlan_tci) __ksym;

u32 ifindex, queue, length, type, same, others;
int adjusted;
u64 timestamp = 9;
u16 protocol = 7, tag = 8;
u32 hash, again;

/* Other packets of the device are none of ours. */
static bool is_ours(struct xdp_md *ctx)
{
	u8 *data = (void *)(long)ctx->data;

	return (void *)(data + 14) <= (void *)(long)ctx->data_end && data[12] == 8 && data[13] == 0;
}

SEC("xdp") int arrive(struct xdp_md *ctx)
{
	if (!is_ours(ctx))
		return XDP_PASS;
	ifindex = ctx->ingress_ifindex;
	queue = ctx->rx_queue_index;
	length = ctx->data_end - ctx->data;
	adjusted = bpf_xdp_adjust_head(ctx, -216);
	return XDP_PASS;
}

SEC("xdp") int ask(struct xdp_md *ctx)
{
	enum xdp_rss_hash_type rss_type = 0;
	u8 *data = (void *)(long)ctx->data;

	if (!is_ours(ctx))
		return XDP_PASS;
	bpf_xdp_metadata_rx_hash(ctx, &hash, &rss_type);
	type = rss_type;
	/* It stays, whatever becomes of the packet. */
	if ((void *)(data + 38) <= (void *)(long)ctx->data_end)
		data[37]++;
	bpf_xdp_metadata_rx_hash(ctx, &again, &rss_type);
	same = hash == again;
	bpf_xdp_metadata_rx_timestamp(ctx, &timestamp);
	bpf_xdp_metadata_rx_vlan_tag(ctx, &protocol, &tag);
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
