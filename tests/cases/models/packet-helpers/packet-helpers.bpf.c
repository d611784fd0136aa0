// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

const volatile __u64 flags;
const volatile __u32 size = sizeof(struct bpf_tunnel_key), label, ext, mode, device = 1, given;
const volatile int difference;

long result, again, third, fourth, options, short_options;
__u64 id, remote_address, local_address, tos, ttl, key_flags, key_label, stamp, clock;
__u8 key_bytes[44], option_bytes[12];

SEC("tc") int tunnel(struct __sk_buff *skb)
{
	struct bpf_tunnel_key key = { .tunnel_id = 0x01020304, .tunnel_tos = 8, .tunnel_ttl = 64 }, got;
	__u8 option[12] = { 1, 2, 3, 4, 5, 6, 7, 8 };

	third = bpf_skb_get_tunnel_key(skb, &got, sizeof(got), 0);
	key.tunnel_flags = ext;
	key.tunnel_label = label;
	key.remote_ipv6[0] = 0x0a000001;
	key.remote_ipv6[3] = 0x11223344;
	key.local_ipv6[0] = 0x0a000002;
	key.local_ipv6[1] = 0x55667788;
	result = bpf_skb_set_tunnel_key(skb, &key, size <= sizeof(key) && size > 0 ? size : 1, flags);
	again = bpf_skb_get_tunnel_key(skb, &got, sizeof(got), (flags & 1) | BPF_F_TUNINFO_FLAGS);
	__builtin_memcpy(key_bytes, &got, sizeof(got));
	fourth = bpf_skb_get_tunnel_opt(skb, option, 12);
	option[0] = 9;
	options = 10 * bpf_skb_set_tunnel_opt(skb, option, 8);
	options += bpf_skb_get_tunnel_opt(skb, option, 12);
	short_options = bpf_skb_get_tunnel_opt(skb, option, 4);
	short_options += 1000 * bpf_skb_set_tunnel_opt(skb, option, 6);
	__builtin_memcpy(option_bytes, option, 12);
	return 0;
}

SEC("tc") int older_keys(struct __sk_buff *skb)
{
	struct bpf_tunnel_key key = { .tunnel_id = 7, .remote_ipv4 = 1 }, got;

	result = bpf_skb_set_tunnel_key(skb, &key, 22, flags);
	again = bpf_skb_get_tunnel_key(skb, &got, 28, flags & 1);
	third = bpf_skb_get_tunnel_key(skb, &got, 8, flags & 1);
	fourth = bpf_skb_get_tunnel_key(skb, &got, 9, flags & 1);
	options = bpf_skb_get_tunnel_key(skb, &got, 22, flags ^ 1);
	short_options = bpf_skb_get_tunnel_key(skb, &got, 22, 2);
	return 0;
}

SEC("tc") int congestion(struct __sk_buff *skb)
{
	result = bpf_skb_ecn_set_ce(skb);
	return 0;
}

SEC("tc") int timestamp(struct __sk_buff *skb)
{
	result = bpf_skb_set_tstamp(skb, flags, mode);
	stamp = skb->tstamp;
	clock = skb->tstamp_type;
	return 0;
}

SEC("tc") int levels(struct __sk_buff *skb)
{
	result = bpf_csum_level(skb, BPF_CSUM_LEVEL_QUERY);
	again = bpf_csum_level(skb, BPF_CSUM_LEVEL_INC);
	third = bpf_csum_level(skb, BPF_CSUM_LEVEL_QUERY);
	for (int time = 0; time < 5; time++)
		bpf_csum_level(skb, BPF_CSUM_LEVEL_INC);
	fourth = bpf_csum_level(skb, BPF_CSUM_LEVEL_QUERY);
	bpf_csum_level(skb, BPF_CSUM_LEVEL_DEC);
	options = bpf_csum_level(skb, BPF_CSUM_LEVEL_QUERY);
	bpf_csum_level(skb, BPF_CSUM_LEVEL_RESET);
	short_options = bpf_csum_level(skb, 4) * 1000 + bpf_csum_level(skb, BPF_CSUM_LEVEL_QUERY);
	return 0;
}

SEC("tc") int hash(struct __sk_buff *skb)
{
	bpf_set_hash(skb, 0x12345678);
	result = bpf_get_hash_recalc(skb);
	return 0;
}

SEC("tc") int elsewhere(struct __sk_buff *skb)
{
	struct bpf_fib_lookup nothing = {};

	result = bpf_redirect(1, flags);
	again = bpf_redirect_peer(1, flags);
	third = bpf_redirect_neigh(1, NULL, 0, flags);
	fourth = bpf_redirect_neigh(1, (void *)&nothing, 19, flags);
	options = bpf_redirect_neigh(1, (void *)&nothing, 20, flags);
	return 2;
}

SEC("tc") int copies(struct __sk_buff *skb)
{
	result = bpf_clone_redirect(skb, device, flags);
	return 0;
}

SEC("tc") int of_the_socket(struct __sk_buff *skb)
{
	result = bpf_get_socket_uid(skb);
	again = bpf_get_route_realm(skb);
	third = bpf_get_cgroup_classid(skb);
	fourth = bpf_skb_cgroup_classid(skb);
	return 0;
}

SEC("tc") int mtu(struct __sk_buff *skb)
{
	__u32 length = given;

	result = bpf_check_mtu(skb, device, &length, difference, flags);
	again = length;
	return 0;
}

SEC("xdp") int xdp_mtu(struct xdp_md *ctx)
{
	__u32 length = given;

	result = bpf_check_mtu(ctx, device, &length, difference, flags);
	again = length;
	third = bpf_redirect(1, flags);
	return XDP_PASS;
}

SEC("cgroup_skb/egress") int packet_socket(struct __sk_buff *skb)
{
	struct bpf_sock *sk = skb->sk;

	if (!sk)
		return 1;
	result = bpf_skb_ecn_set_ce(skb);
	id = sk->family;
	remote_address = sk->dst_ip4;
	local_address = sk->src_ip4;
	ttl = sk->state;
	tos = sk->dst_port;
	sk = bpf_sk_fullsock(sk);
	if (!sk)
		return 1;
	key_flags = sk->type + 10 * sk->protocol + 100 * sk->mark + 1000 * sk->priority;
	key_label = (__u32)sk->rx_queue_mapping + sk->bound_dev_if;
	return 1;
}

#ifdef COMMON_SOCKET
SEC("cgroup_skb/egress") int wrong(struct __sk_buff *skb)
{
	struct bpf_sock *sk = skb->sk;

	if (sk)
		id = sk->mark;
	return 1;
}
#endif

#ifdef PART_OF_AN_ADDRESS
SEC("cgroup_skb/egress") int wrong(struct __sk_buff *skb)
{
	id = *(volatile __u8 *)&skb->local_ip6[1];
	return 1;
}
#endif

#ifdef NOT_FOR_FILTERS
SEC("socket") int wrong(struct __sk_buff *skb)
{
	return bpf_get_hash_recalc(skb);
}
#endif

#ifdef NOT_FOR_CGROUPS
SEC("cgroup_skb/egress") int wrong(struct __sk_buff *skb)
{
	return bpf_redirect(1, 0);
}
#endif

char LICENSE[] SEC("license") = "GPL";
