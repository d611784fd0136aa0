// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

const volatile int value;
const volatile __u32 level, option, length = 4;

long result, again, third, fourth, fifth;
__u64 cookie, same, namespace, got;
char name[32], base[16], current[8], wanted[8];

SEC("cgroup/sysctl") int files(struct bpf_sysctl *ctx)
{
	char small[4];

	result = bpf_sysctl_get_name(ctx, name, sizeof(name), 0);
	again = bpf_sysctl_get_name(ctx, base, sizeof(base), BPF_F_SYSCTL_BASE_NAME);
	third = bpf_sysctl_get_current_value(ctx, current, sizeof(current));
	fourth = bpf_sysctl_get_new_value(ctx, wanted, sizeof(wanted));
	fifth = bpf_sysctl_get_name(ctx, small, sizeof(small), 0);
	got = small[0] + 256 * small[2] + 65536 * small[3];
	return 1;
}

SEC("cgroup/sysctl") int other_value(struct bpf_sysctl *ctx)
{
	char small[2];

	result = bpf_sysctl_set_new_value(ctx, "77", 2);
	again = bpf_sysctl_get_new_value(ctx, wanted, sizeof(wanted));
	third = bpf_sysctl_get_new_value(ctx, small, 2);
	got = small[0] + 256 * small[1];
	fourth = bpf_sysctl_get_current_value(ctx, small, 1);
	return 1;
}

SEC("cgroup/dev") int other_error(struct bpf_cgroup_dev_ctx *ctx)
{
	result = bpf_get_retval();
	again = bpf_set_retval(-2);
	third = bpf_get_retval();
	return 0;
}

SEC("cgroup/getsockopt") int other_result(struct bpf_sockopt *ctx)
{
	result = bpf_get_retval();
	again = ctx->retval;
	ctx->retval = 0;
	third = bpf_get_retval();
	bpf_set_retval(-95);
	fourth = ctx->retval;
	return 1;
}

SEC("cgroup/connect4") int options(struct bpf_sock_addr *ctx)
{
	int given = value, read = 0x55;
	__u64 wide = 0x1234;

	third = bpf_getsockopt(ctx, level, option, &read, 4);
	fourth = read;
	result = bpf_setsockopt(ctx, level, option, &given, length == 4 ? 4 : 1);
	read = 0x55;
	again = bpf_getsockopt(ctx, level, option, &read, 4);
	got = read;
	fifth = bpf_getsockopt(ctx, level, option, &wide, 8);
	same = wide;
	return 1;
}

SEC("cgroup/sock_create") int created(struct bpf_sock *ctx)
{
	int mark = 5, read = 0;

	result = bpf_setsockopt(ctx, 1, 36, &mark, 4);
	again = bpf_getsockopt(ctx, 1, 12, &read, 4);
	third = ctx->mark;
	got = bpf_get_socket_cookie(ctx);
	cookie = got != 0;
	same = got == bpf_get_socket_cookie(ctx);
	got = 0;
	namespace = bpf_get_netns_cookie(ctx) != bpf_get_netns_cookie(NULL);
	return 1;
}

SEC("cgroup/setsockopt") int setting(struct bpf_sockopt *ctx)
{
	int on = 1, read = 0;

	result = bpf_setsockopt(ctx->sk, 1, 9, &on, 4);
	again = bpf_getsockopt(ctx->sk, 1, 9, &read, 4);
	got = read;
	return 1;
}

SEC("sockops") int events(struct bpf_sock_ops *ctx)
{
	int read = 0;

	if (ctx->op != BPF_SOCK_OPS_ACTIVE_ESTABLISHED_CB)
		return 1;
	result = bpf_sock_ops_cb_flags_set(ctx, BPF_SOCK_OPS_STATE_CB_FLAG | 0x100);
	again = ctx->bpf_sock_ops_cb_flags;
	third = bpf_getsockopt(ctx, 6, 1008, &read, 4);
	got = read;
	fourth = bpf_sock_ops_cb_flags_set(ctx, 0);
	cookie = bpf_get_socket_cookie(ctx) != 0;
	return 1;
}

SEC("sockops") int no_socket(struct bpf_sock_ops *ctx)
{
	int read = 7;

	if (ctx->op != BPF_SOCK_OPS_TIMEOUT_INIT || ctx->is_fullsock)
		return 1;
	result = bpf_sock_ops_cb_flags_set(ctx, 1);
	again = bpf_getsockopt(ctx, 1, 9, &read, 4);
	got = read;
	third = bpf_setsockopt(ctx, 1, 9, &read, 4);
	fourth = ctx->snd_cwnd;
	fifth = ctx->sk != NULL;
	return 1;
}

#ifdef OF_A_BOUND_SOCKET
SEC("cgroup/post_bind4") int wrong(struct bpf_sock *ctx)
{
	int mark = 5;

	bpf_setsockopt(ctx, 1, 36, &mark, 4);
	return 1;
}
#endif

#ifdef AFTER_AN_OPTION
SEC("cgroup/getsockopt") int wrong(struct bpf_sockopt *ctx)
{
	int mark = 5;

	bpf_setsockopt(ctx->sk, 1, 36, &mark, 4);
	return 1;
}
#endif

#ifdef NO_RESULT
SEC("cgroup/recvmsg4") int wrong(struct bpf_sock_addr *ctx)
{
	bpf_set_retval(-1);
	return 1;
}
#endif

#ifdef RESULT_OF_SOCKOPS
SEC("sockops") int wrong(struct bpf_sock_ops *ctx)
{
	return bpf_get_retval() ? 1 : 0;
}
#endif

#ifdef NAME_OF_A_DEVICE
SEC("cgroup/dev") int wrong(struct bpf_cgroup_dev_ctx *ctx)
{
	return bpf_sysctl_get_name((void *)ctx, name, sizeof(name), 0) ? 1 : 0;
}
#endif

#ifdef FLAGS_OF_AN_ADDRESS
SEC("cgroup/connect4") int wrong(struct bpf_sock_addr *ctx)
{
	return bpf_sock_ops_cb_flags_set((void *)ctx, 1) ? 1 : 0;
}
#endif

char LICENSE[] SEC("license") = "GPL";
