// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

__u64 len, pkt_type, mark, queue_mapping, protocol, vlan, priority, ingress_ifindex, ifindex, tc_index, cb1, hash;
__u64 tc_classid, napi_id, tstamp, wire_len, gso_segs, gso_size, hwtstamp, linear, meta, tstamp_type;
__u64 mark_byte, len_half, cb_byte, cb_wide, family, remote_ip4, local_ip4, remote_port, local_port, local_ip6;

/* A load of a part of a member, which clang would reach by arithmetic on the context. */
#define LOAD(size, ctx, member)                                                                         \
	({                                                                                              \
		__u64 loaded;                                                                           \
		asm volatile("%0 = *(" #size " *)(%1 + %2)"                                             \
			     : "=r"(loaded)                                                             \
			     : "r"(ctx), "i"(__builtin_offsetof(struct __sk_buff, member)));            \
		loaded;                                                                                 \
	})
#define STORE(size, ctx, member, shift, value)                                                          \
	asm volatile("*(" #size " *)(%0 + %1) = %2"                                                     \
		     :                                                                                  \
		     : "r"(ctx), "i"(__builtin_offsetof(struct __sk_buff, member) + (shift)), "r"((__u64)(value)) \
		     : "memory")

#define READ_COMMON(ctx)                           \
	({                                         \
		len = ctx->len;                    \
		pkt_type = ctx->pkt_type;          \
		queue_mapping = ctx->queue_mapping; \
		protocol = ctx->protocol;          \
		vlan = ctx->vlan_present | ctx->vlan_tci | ctx->vlan_proto; \
		priority = ctx->priority;          \
		ingress_ifindex = ctx->ingress_ifindex; \
		ifindex = ctx->ifindex;            \
		tc_index = ctx->tc_index;          \
		cb1 = ctx->cb[1];                  \
		hash = ctx->hash;                  \
		napi_id = ctx->napi_id;            \
		gso_segs = ctx->gso_segs;          \
		gso_size = ctx->gso_size;          \
		len_half = LOAD(u16, ctx, len);    \
		cb_byte = LOAD(u8, ctx, cb[1]);    \
		cb_wide = LOAD(u64, ctx, cb[2]);   \
	})

SEC("tc") int tc_read(struct __sk_buff *ctx)
{
	READ_COMMON(ctx);
	mark = ctx->mark;
	asm volatile("%0 = *(u8 *)(%1 + %2)" : "=r"(mark_byte) : "r"(ctx), "i"(__builtin_offsetof(struct __sk_buff, mark) + 2));
	tc_classid = ctx->tc_classid;
	tstamp = ctx->tstamp;
	wire_len = ctx->wire_len;
	hwtstamp = ctx->hwtstamp;
	tstamp_type = ctx->tstamp_type;
	linear = ctx->data_end - ctx->data;
	meta = ctx->data - ctx->data_meta;
	return 0;
}

SEC("tc") int tc_write(struct __sk_buff *ctx)
{
	ctx->mark = 0x11223344;
	ctx->priority = 7;
	ctx->tc_index = 0x12345;
	ctx->tc_classid = 0x54321;
	ctx->queue_mapping = 9;
	ctx->cb[0] = 1;
	STORE(u8, ctx, cb[1], 1, 0xaa);
	STORE(u64, ctx, cb[2], 0, 0x1122334455667788);
	ctx->tstamp = 1234567890123;
	tc_index = ctx->tc_index;
	tc_classid = ctx->tc_classid;
	queue_mapping = ctx->queue_mapping;
	ctx->queue_mapping = 70000;
	queue_mapping |= ctx->queue_mapping << 16;
	cb1 = ctx->cb[3];
	return ctx->mark;
}

SEC("socket") int socket_read(struct __sk_buff *ctx)
{
	READ_COMMON(ctx);
	mark = ctx->mark;
	ctx->cb[4] = 5;
	return ctx->len;
}

SEC("cgroup_skb/egress") int cgroup_read(struct __sk_buff *ctx)
{
	READ_COMMON(ctx);
	mark = ctx->mark;
	tstamp = ctx->tstamp;
	hwtstamp = ctx->hwtstamp;
	linear = ctx->data_end - ctx->data;
	family = ctx->family;
	remote_ip4 = ctx->remote_ip4;
	local_ip4 = ctx->local_ip4;
	remote_port = ctx->remote_port;
	local_port = ctx->local_port;
	ctx->mark = 4;
	ctx->priority = 5;
	return 3;
}

SEC("cgroup_skb/ingress") int cgroup_ipv6(struct __sk_buff *ctx)
{
	family = ctx->family;
	protocol = ctx->protocol;
	remote_ip4 = ctx->remote_ip6[0];
	local_ip4 = ctx->local_ip6[3];
	local_ip6 = ctx->remote_ip6[3];
	return 1;
}

SEC("lwt_xmit") int lwt_read(struct __sk_buff *ctx)
{
	READ_COMMON(ctx);
	mark = ctx->mark;
	linear = ctx->data_end - ctx->data;
	ctx->mark = 4;
	return BPF_DROP;
}

SEC("lwt_in") int lwt_in_read(struct __sk_buff *ctx)
{
	__u8 *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;

	if (data + 20 > end)
		return BPF_DROP;
	cb_byte = data[0];
	return BPF_OK;
}

#ifdef SOCKET_DATA
SEC("socket") int socket_data(struct __sk_buff *ctx)
{
	return ctx->data;
}
#endif

#ifdef TC_FAMILY
SEC("tc") int tc_family(struct __sk_buff *ctx)
{
	return ctx->family;
}
#endif

#ifdef TC_HASH
SEC("tc") int tc_hash(struct __sk_buff *ctx)
{
	ctx->hash = 1;
	return 0;
}
#endif

#ifdef TC_BYTE
SEC("tc") int tc_byte(struct __sk_buff *ctx)
{
	*(volatile __u8 *)&ctx->mark = 1;
	return 0;
}
#endif

#ifdef TC_TSTAMP
SEC("tc") int tc_tstamp(struct __sk_buff *ctx)
{
	return *(volatile __u32 *)&ctx->tstamp;
}
#endif

#ifdef CGROUP_CLASS
SEC("cgroup_skb/egress") int cgroup_class(struct __sk_buff *ctx)
{
	return ctx->tc_classid == 1;
}
#endif

#ifdef CGROUP_RETURN
SEC("cgroup_skb/ingress") int cgroup_return(struct __sk_buff *ctx)
{
	return 2;
}
#endif

#ifdef CGROUP_STORE
SEC("cgroup_skb/egress") int cgroup_store(struct __sk_buff *ctx)
{
	__u8 *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;

	if (data + 1 > end)
		return 1;
	data[0] = 1;
	return 1;
}
#endif

char LICENSE[] SEC("license") = "GPL";
