// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_endian.h>

char LICENSE[] SEC("license") = "GPL";

int runs;
int family;
int port;
unsigned int length;
int level;
int access;

SEC("cgroup/connect4")
int connect(struct bpf_sock_addr *ctx)
{
	runs++;
	family = ctx->family;
	port = bpf_ntohs(ctx->user_port);
	return port == 8081 ? 0 : 1;
}

SEC("cgroup_skb/egress")
int egress(struct __sk_buff *skb)
{
	runs++;
	length = skb->len;
	return 1;
}

SEC("cgroup/sock_create")
int create(struct bpf_sock *sk)
{
	runs++;
	family = sk->family;
	return 1;
}

SEC("cgroup/post_bind4")
int bound(struct bpf_sock *sk)
{
	runs++;
	port = sk->src_port;
	return 1;
}

SEC("cgroup/setsockopt")
int set(struct bpf_sockopt *ctx)
{
	runs++;
	level = ctx->level;
	return 0;
}

SEC("cgroup/getsockopt")
int get(struct bpf_sockopt *ctx)
{
	__u8 *value = ctx->optval;

	runs++;
	if (value + 4 > (__u8 *)ctx->optval_end)
		return 1;
	*(__u32 *)value = 77;
	return 1;
}

SEC("cgroup/sysctl")
int sysctl(struct bpf_sysctl *ctx)
{
	runs++;
	return !ctx->write;
}

SEC("cgroup/dev")
int device(struct bpf_cgroup_dev_ctx *ctx)
{
	runs++;
	access = ctx->access_type;
	return !(ctx->major == 1 && ctx->minor == 5);
}

SEC("sockops")
int operations(struct bpf_sock_ops *ctx)
{
	if (ctx->op == BPF_SOCK_OPS_ACTIVE_ESTABLISHED_CB)
		runs++;
	if (ctx->op == BPF_SOCK_OPS_PASSIVE_ESTABLISHED_CB)
		port = ctx->local_port;
	return 0;
}
