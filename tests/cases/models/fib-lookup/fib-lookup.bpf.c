// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

const volatile __u32 device = 3, destination = 0x0a000005, flags, given, size = sizeof(struct bpf_fib_lookup), table;
const volatile __u8 family = 2;

long result, mtu;
__u64 out_device, out_destination, out_source, metric, vlan, receiver, packet_type, no_state;
__u8 macs[12];

static void fill(struct bpf_fib_lookup *params)
{
	__builtin_memset(params, 0, sizeof(*params));
	params->family = family;
	params->ifindex = device;
	params->tot_len = given;
	params->ipv4_src = bpf_htonl(0x0a000009);
	params->ipv4_dst = bpf_htonl(destination);
	params->tos = 3;
	if (table)
		params->tbid = table;
}

static void tell(const struct bpf_fib_lookup *params)
{
	out_device = params->ifindex;
	out_destination = bpf_ntohl(params->ipv4_dst);
	out_source = bpf_ntohl(params->ipv4_src);
	metric = params->rt_metric;
	mtu = params->mtu_result;
	vlan = params->h_vlan_TCI + params->h_vlan_proto;
	__builtin_memcpy(macs, params->smac, 6);
	__builtin_memcpy(macs + 6, params->dmac, 6);
}

SEC("tc") int of_a_packet(struct __sk_buff *skb)
{
	struct bpf_fib_lookup params;

	fill(&params);
	result = bpf_fib_lookup(skb, &params, size == sizeof(params) ? sizeof(params) : 60, flags);
	tell(&params);
	return 0;
}

SEC("xdp") int of_xdp(struct xdp_md *ctx)
{
	struct bpf_fib_lookup params;

	fill(&params);
	result = bpf_fib_lookup(ctx, &params, sizeof(params), flags);
	tell(&params);
	return XDP_PASS;
}

SEC("tc") int received(struct __sk_buff *skb)
{
	struct bpf_xfrm_state state;
	__u32 length = 0;

	receiver = skb->ifindex;
	packet_type = skb->pkt_type;
	result = bpf_check_mtu(skb, 0, &length, 0, 0);
	mtu = length;
	no_state = bpf_skb_get_xfrm_state(skb, 0, &state, sizeof(state), 0) == -22 && !state.spi;
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
