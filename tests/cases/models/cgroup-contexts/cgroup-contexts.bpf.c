// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define BYTE(member) (*(volatile __u8 *)&(member))
#define HALF(member) (*(volatile __u16 *)&(member))

__u64 family, type, protocol, port, address, narrow, socket_type, sock_state, option, length, level, room;
__u64 major, minor, access_type, writing, position, op, state, remote_port, local_port, full, flags, first_byte;

SEC("cgroup/sock_create") int create(struct bpf_sock *sk)
{
	family = sk->family;
	type = sk->type;
	protocol = sk->protocol;
	narrow = BYTE(sk->family);
	sk->mark = 7;
	sk->priority = 3;
	option = sk->mark + sk->priority + sk->bound_dev_if;
	state = sk->state;
	return 1;
}

SEC("cgroup/post_bind4") int bound(struct bpf_sock *sk)
{
	port = sk->src_port;
	address = sk->src_ip4;
	narrow = BYTE(sk->src_ip4) + HALF(sk->dst_port);
	state = sk->state;
	room = (__u32)sk->rx_queue_mapping;
	return 1;
}

SEC("cgroup/connect4") int connect(struct bpf_sock_addr *ctx)
{
	struct bpf_sock *sk = ctx->sk;

	family = ctx->user_family;
	address = ctx->user_ip4;
	narrow = BYTE(ctx->user_ip4);
	port = bpf_ntohs(ctx->user_port);
	type = ctx->type;
	protocol = ctx->protocol;
	socket_type = sk->type + 100 * sk->family;
	sock_state = sk->state;
	ctx->user_port = 0x12340000 + bpf_htons(9);
	room = ctx->user_port;
	return 0;
}

SEC("cgroup/sendmsg4") int send(struct bpf_sock_addr *ctx)
{
	address = ctx->msg_src_ip4;
	port = bpf_ntohs(ctx->user_port);
	type = ctx->type;
	return 1;
}

SEC("cgroup/setsockopt") int set(struct bpf_sockopt *ctx)
{
	__u8 *value = ctx->optval, *end = ctx->optval_end;

	level = ctx->level;
	option = ctx->optname;
	length = ctx->optlen;
	room = end - value;
	if (value + 2 > end)
		return 0;
	first_byte = value[0];
	family = ctx->sk->family;
	type = ctx->sk->type;
	ctx->optlen = -1;
	return 1;
}

SEC("cgroup/getsockopt") int get(struct bpf_sockopt *ctx)
{
	__u8 *value = ctx->optval, *end = ctx->optval_end;

	level = ctx->retval;
	length = ctx->optlen;
	if (value + 4 > end)
		return 0;
	*(__u32 *)value = 99;
	ctx->optlen = 4;
	ctx->retval = 0;
	return 1;
}

SEC("cgroup/sysctl") int sysctl(struct bpf_sysctl *ctx)
{
	writing = ctx->write + BYTE(ctx->write);
	position = ctx->file_pos;
	ctx->file_pos = 0;
	return 1;
}

SEC("cgroup/dev") int device(struct bpf_cgroup_dev_ctx *ctx)
{
	access_type = ctx->access_type;
	narrow = HALF(ctx->access_type);
	major = ctx->major;
	minor = ctx->minor;
	return 0;
}

SEC("sockops") int operations(struct bpf_sock_ops *ctx)
{
	struct bpf_sock *sk = ctx->sk;

	if (ctx->op != BPF_SOCK_OPS_PASSIVE_ESTABLISHED_CB || !sk)
		return 1;
	op = ctx->op;
	family = ctx->family;
	address = ctx->remote_ip4;
	local_port = ctx->local_port;
	state = ctx->state;
	full = ctx->is_fullsock;
	flags = ctx->bpf_sock_ops_cb_flags;
	socket_type = sk->type + 100 * sk->protocol;
	port = sk->src_port;
	sock_state = sk->state;
	ctx->reply = 5;
	room = ctx->args[0];
	return 1;
}

#ifdef WRITE_FAMILY
SEC("cgroup/sock_create") int wrong(struct bpf_sock *sk)
{
	sk->family = 2;
	return 1;
}
#endif

#ifdef PORT_OF_A_NEW_SOCKET
SEC("cgroup/sock_create") int wrong(struct bpf_sock *sk)
{
	port = sk->src_port;
	return 1;
}
#endif

#ifdef MARK_OF_A_BOUND_SOCKET
SEC("cgroup/post_bind4") int wrong(struct bpf_sock *sk)
{
	port = sk->mark;
	return 1;
}
#endif

#ifdef INSIDE_A_MEMBER
SEC("cgroup/sock_create") int wrong(struct bpf_sock *sk)
{
	port = *(volatile __u8 *)((void *)sk + 5);
	return 1;
}
#endif

#ifdef OTHER_FAMILY
SEC("cgroup/connect4") int wrong(struct bpf_sock_addr *ctx)
{
	address = ctx->user_ip6[0];
	return 1;
}
#endif

#ifdef MESSAGE_OF_CONNECT
SEC("cgroup/connect4") int wrong(struct bpf_sock_addr *ctx)
{
	address = ctx->msg_src_ip4;
	return 1;
}
#endif

#ifdef BYTE_OF_THE_PORT
SEC("cgroup/connect4") int wrong(struct bpf_sock_addr *ctx)
{
	*(volatile __u8 *)&ctx->user_port = 1;
	return 1;
}
#endif

#ifdef RECEIVING
SEC("cgroup/recvmsg4") int wrong(struct bpf_sock_addr *ctx)
{
	return 0;
}
#endif

#ifdef BINDING
SEC("cgroup/bind4") int wrong(struct bpf_sock_addr *ctx)
{
	return 4;
}
#endif

#ifdef RESULT_BEFORE
SEC("cgroup/setsockopt") int wrong(struct bpf_sockopt *ctx)
{
	level = ctx->retval;
	return 1;
}
#endif

#ifdef LEVEL_AFTER
SEC("cgroup/getsockopt") int wrong(struct bpf_sockopt *ctx)
{
	ctx->level = 1;
	return 1;
}
#endif

#ifdef PART_OF_A_LENGTH
SEC("cgroup/getsockopt") int wrong(struct bpf_sockopt *ctx)
{
	length = BYTE(ctx->optlen);
	return 1;
}
#endif


#ifdef WRITE_WRITE
SEC("cgroup/sysctl") int wrong(struct bpf_sysctl *ctx)
{
	ctx->write = 0;
	return 1;
}
#endif

#ifdef WRITE_MAJOR
SEC("cgroup/dev") int wrong(struct bpf_cgroup_dev_ctx *ctx)
{
	ctx->major = 0;
	return 1;
}
#endif

#ifdef PART_OF_MAJOR
SEC("cgroup/dev") int wrong(struct bpf_cgroup_dev_ctx *ctx)
{
	major = BYTE(ctx->major);
	return 1;
}
#endif

#ifdef TWO
SEC("cgroup/dev") int wrong(struct bpf_cgroup_dev_ctx *ctx)
{
	return 2;
}
#endif

#ifdef WRITE_STATE
SEC("sockops") int wrong(struct bpf_sock_ops *ctx)
{
	ctx->state = 1;
	return 1;
}
#endif

#ifdef PART_OF_AN_EVENT
SEC("sockops") int wrong(struct bpf_sock_ops *ctx)
{
	op = BYTE(ctx->op);
	return 1;
}
#endif

#ifdef WRITE_SOCKET
SEC("cgroup/connect4") int wrong(struct bpf_sock_addr *ctx)
{
	ctx->sk->mark = 1;
	return 1;
}
#endif

#ifdef INSIDE_A_SOCKET
SEC("cgroup/connect4") int wrong(struct bpf_sock_addr *ctx)
{
	port = *(volatile __u8 *)((void *)ctx->sk + 9);
	return 1;
}
#endif

char LICENSE[] SEC("license") = "GPL";
