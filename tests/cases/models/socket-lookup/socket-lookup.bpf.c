// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

const volatile __u16 source_port, destination_port = 7000;
const volatile __u32 length = 12, own = 0x7f000001;
const volatile __u64 namespace = -1, flags;

__u64 found, family, type, protocol, state, port, peer_port, peer, address, queue, marks, is_tcp, listens, full, cgroup;
__u64 wide;

static void look(struct bpf_sock *sk)
{
	found = 1;
	family = sk->family;
	type = sk->type;
	protocol = sk->protocol;
	state = sk->state;
	port = sk->src_port;
	peer_port = bpf_ntohs(sk->dst_port);
	peer = sk->dst_ip4;
	address = sk->src_ip4;
	queue = (__u32)sk->rx_queue_mapping;
	marks = sk->mark + sk->priority + sk->bound_dev_if;
	wide = sk->src_ip6[3];
}

static struct bpf_sock_tuple tuple(void)
{
	struct bpf_sock_tuple both;

	__builtin_memset(&both, 0, sizeof(both));
	both.ipv4.saddr = bpf_htonl(0x7f000001);
	both.ipv4.daddr = bpf_htonl(own);
	both.ipv4.sport = bpf_htons(source_port);
	both.ipv4.dport = bpf_htons(destination_port);
	return both;
}

SEC("tc") int tcp(struct __sk_buff *skb)
{
	struct bpf_sock_tuple both = tuple();
	struct bpf_sock *sk;

	if (length == 36)
		sk = bpf_sk_lookup_tcp(skb, &both, sizeof(both.ipv6), namespace, flags);
	else if (length == 8)
		sk = bpf_sk_lookup_tcp(skb, &both, 8, namespace, flags);
	else
		sk = bpf_sk_lookup_tcp(skb, &both, sizeof(both.ipv4), namespace, flags);
	if (!sk)
		return 0;
	look(sk);
	is_tcp = bpf_tcp_sock(sk) != NULL;
	listens = bpf_get_listener_sock(sk) != NULL;
	full = bpf_sk_fullsock(sk) != NULL;
	bpf_sk_release(sk);
	return 0;
}

SEC("tc") int udp(struct __sk_buff *skb)
{
	struct bpf_sock_tuple both = tuple();
	struct bpf_sock *sk = bpf_sk_lookup_udp(skb, &both, sizeof(both.ipv4), namespace, flags);

	if (!sk)
		return 0;
	look(sk);
	is_tcp = bpf_tcp_sock(sk) != NULL;
	listens = bpf_get_listener_sock(sk) != NULL;
	bpf_sk_release(sk);
	return 0;
}

SEC("xdp") int common(struct xdp_md *ctx)
{
	struct bpf_sock_tuple both = tuple();
	struct bpf_sock *sk = bpf_skc_lookup_tcp(ctx, &both, sizeof(both.ipv4), namespace, flags);

	if (!sk)
		return XDP_PASS;
	found = 1;
	state = sk->state;
	port = sk->src_port;
	bpf_sk_release(sk);
	return XDP_PASS;
}

SEC("cgroup_skb/egress") int of_a_cgroup(struct __sk_buff *skb)
{
	struct bpf_sock_tuple both = tuple();
	struct bpf_sock *sk = bpf_skc_lookup_tcp(skb, &both, sizeof(both.ipv4), namespace, flags), *whole;

	if (!sk)
		return 1;
	whole = bpf_sk_fullsock(sk);
	if (whole) {
		look(whole);
		cgroup = bpf_sk_cgroup_id(whole);
	}
	bpf_sk_release(sk);
	return 1;
}

#ifdef LEAK
SEC("tc") int wrong(struct __sk_buff *skb)
{
	struct bpf_sock_tuple both = tuple();

	found = bpf_sk_lookup_tcp(skb, &both, sizeof(both.ipv4), namespace, flags) != NULL;
	return 0;
}
#endif

#ifdef USED_AFTER
SEC("tc") int wrong(struct __sk_buff *skb)
{
	struct bpf_sock_tuple both = tuple();
	struct bpf_sock *sk = bpf_sk_lookup_tcp(skb, &both, sizeof(both.ipv4), namespace, flags);

	if (!sk)
		return 0;
	bpf_sk_release(sk);
	port = sk->src_port;
	return 0;
}
#endif

#ifdef DERIVED_USED_AFTER
SEC("tc") int wrong(struct __sk_buff *skb)
{
	struct bpf_sock_tuple both = tuple();
	struct bpf_sock *sk = bpf_skc_lookup_tcp(skb, &both, sizeof(both.ipv4), namespace, flags), *whole;

	if (!sk)
		return 0;
	whole = bpf_sk_fullsock(sk);
	bpf_sk_release(sk);
	if (whole)
		port = whole->mark;
	return 0;
}
#endif

#ifdef TWICE
SEC("tc") int wrong(struct __sk_buff *skb)
{
	struct bpf_sock_tuple both = tuple();
	struct bpf_sock *sk = bpf_sk_lookup_tcp(skb, &both, sizeof(both.ipv4), namespace, flags);

	if (!sk)
		return 0;
	bpf_sk_release(sk);
	bpf_sk_release(sk);
	return 0;
}
#endif

#ifdef NOT_OWNED
SEC("tc") int wrong(struct __sk_buff *skb)
{
	struct bpf_sock *sk = skb->sk;

	if (sk)
		bpf_sk_release(sk);
	return 0;
}
#endif

#ifdef UNCHECKED
SEC("tc") int wrong(struct __sk_buff *skb)
{
	struct bpf_sock_tuple both = tuple();
	struct bpf_sock *sk = bpf_sk_lookup_tcp(skb, &both, sizeof(both.ipv4), namespace, flags);

	port = sk->src_port;
	bpf_sk_release(sk);
	return 0;
}
#endif

#ifdef NOT_FOR_FILTERS
SEC("socket") int wrong(struct __sk_buff *skb)
{
	struct bpf_sock_tuple both = tuple();

	return bpf_sk_lookup_tcp(skb, &both, sizeof(both.ipv4), namespace, flags) != NULL;
}
#endif

char LICENSE[] SEC("license") = "GPL";
