// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

const volatile int difference;
const volatile __u32 mode;
const volatile __u64 flags;

long result, again, level, meta, tag, linear;
__u64 length, protocol, present, tag_protocol, network;

static void look(struct __sk_buff *skb)
{
	__u32 first = 0;

	length = skb->len;
	protocol = bpf_ntohs(skb->protocol);
	present = skb->vlan_present;
	tag = skb->vlan_tci;
	tag_protocol = bpf_ntohs(skb->vlan_proto);
	bpf_skb_load_bytes_relative(skb, 0, &first, 4, BPF_HDR_START_NET);
	network = first;
}

SEC("tc") int room(struct __sk_buff *skb)
{
	bpf_csum_level(skb, BPF_CSUM_LEVEL_INC);
	result = bpf_skb_adjust_room(skb, difference, mode, flags);
	level = bpf_csum_level(skb, BPF_CSUM_LEVEL_QUERY);
	look(skb);
	return 0;
}

SEC("tc") int encapsulate(struct __sk_buff *skb)
{
	result = bpf_skb_adjust_room(skb, 28, BPF_ADJ_ROOM_MAC, BPF_F_ADJ_ROOM_ENCAP_L3_IPV4 | BPF_F_ADJ_ROOM_ENCAP_L4_UDP);
	again = bpf_skb_adjust_room(skb, 20, BPF_ADJ_ROOM_MAC, BPF_F_ADJ_ROOM_ENCAP_L3_IPV4);
	level = bpf_skb_change_tail(skb, 60, 0);
	meta = bpf_skb_change_tail(skb, 41, 0);
	linear = bpf_skb_adjust_room(skb, -28, BPF_ADJ_ROOM_MAC, BPF_F_ADJ_ROOM_DECAP_L4_UDP);
	tag = bpf_skb_change_tail(skb, 41, 0);
	look(skb);
	return 0;
}

SEC("tc") int other_protocol(struct __sk_buff *skb)
{
	bpf_set_hash(skb, 5);
	result = bpf_skb_change_proto(skb, bpf_htons(mode), flags);
	level = skb->hash;
	again = bpf_skb_change_proto(skb, bpf_htons(0x0800), 0);
	look(skb);
	return 0;
}

SEC("tc") int tags(struct __sk_buff *skb)
{
	result = bpf_skb_vlan_push(skb, bpf_htons(0x8100), 0x123);
	again = bpf_skb_vlan_push(skb, bpf_htons(mode), 0xa456);
	look(skb);
	return 0;
}

SEC("tc") int untag(struct __sk_buff *skb)
{
	if (difference)
		bpf_skb_vlan_push(skb, bpf_htons(0x8100), 0x77);
	result = bpf_skb_vlan_pop(skb);
	look(skb);
	return 0;
}

SEC("tc") int head(struct __sk_buff *skb)
{
	result = bpf_skb_change_head(skb, 14, 0);
	again = bpf_skb_adjust_room(skb, 4, BPF_ADJ_ROOM_MAC, 0);
	level = bpf_skb_change_tail(skb, 20, 0);
	look(skb);
	return 0;
}

SEC("xdp") int start(struct xdp_md *ctx)
{
	void *data, *end;

	result = bpf_xdp_adjust_head(ctx, difference);
	again = bpf_xdp_adjust_meta(ctx, (int)mode);
	length = bpf_xdp_get_buff_len(ctx);
	meta = ctx->data - ctx->data_meta;
	data = (void *)(long)ctx->data;
	end = (void *)(long)ctx->data_end;
	linear = end - data;
	if (data + 4 <= end)
		network = *(__u32 *)data;
	data = (void *)(long)ctx->data_meta;
	if (data + 4 <= (void *)(long)ctx->data)
		*(__u32 *)data = 0x01020304;
	level = bpf_xdp_adjust_head(ctx, -4);
	data = (void *)(long)ctx->data_meta;
	if (data + 4 <= (void *)(long)ctx->data)
		tag = *(__u32 *)data;
	return XDP_PASS;
}

SEC("xdp.frags") int end(struct xdp_md *ctx)
{
	result = bpf_xdp_adjust_tail(ctx, difference);
	length = bpf_xdp_get_buff_len(ctx);
	linear = ctx->data_end - ctx->data;
	return XDP_PASS;
}

#ifdef OLD_POINTER
SEC("tc") int wrong(struct __sk_buff *skb)
{
	__u8 *data = (void *)(long)skb->data, *end = (void *)(long)skb->data_end;

	if (data + 14 > end)
		return 0;
	result = bpf_skb_adjust_room(skb, 4, 9, 0);
	length = data[0];
	return 0;
}
#endif

#ifdef OLD_XDP_POINTER
SEC("xdp") int wrong(struct xdp_md *ctx)
{
	__u8 *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;

	if (data + 14 > end)
		return XDP_PASS;
	result = bpf_xdp_adjust_head(ctx, 0);
	length = data[0];
	return XDP_PASS;
}
#endif

#ifdef NOT_FOR_TUNNELS
SEC("lwt_xmit") int wrong(struct __sk_buff *skb)
{
	return bpf_skb_adjust_room(skb, 4, 0, 0);
}
#endif

#ifdef NOT_FOR_FILTERS
SEC("socket") int wrong(struct __sk_buff *skb)
{
	return bpf_skb_vlan_pop(skb);
}
#endif

#ifdef NOT_FOR_SEG6
SEC("lwt_seg6local") int wrong(struct __sk_buff *skb)
{
	return bpf_skb_pull_data(skb, 0);
}
#endif

char LICENSE[] SEC("license") = "GPL";
