// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern bool bpf_session_is_return(void *ctx) __ksym;

char LICENSE[] SEC("license") = "GPL";

int runs, count, first_read, second_read, return_read;
long returned;

static int look(void *ctx)
{
	__u64 value = 0;

	if (bpf_get_current_pid_tgid() >> 32 != 1000)
		return 0;
	runs++;
	count = bpf_get_func_arg_cnt(ctx);
	first_read = bpf_get_func_arg(ctx, 0, &value);
	second_read = bpf_get_func_arg(ctx, 1, &value);
	value = 1234;
	return_read = bpf_get_func_ret(ctx, &value);
	returned = value;
	return 0;
}

SEC("fentry.multi/__x64_sys_getpgid") int at_entry(void *ctx)
{
	return look(ctx);
}

SEC("fexit.multi/__x64_sys_getpgid") int at_return(void *ctx)
{
	return look(ctx);
}

SEC("fsession.multi/__x64_sys_getpgid") int session(void *ctx)
{
	return bpf_session_is_return(ctx) ? look(ctx) : 0;
}

#ifdef LOAD
SEC("fentry.multi/__x64_sys_getpgid") int load(__u64 *ctx)
{
	returned = ctx[0];
	return 0;
}
#endif

#ifdef LOAD_RETURN
SEC("fexit.multi/__x64_sys_getpgid") int load_return(__u64 *ctx)
{
	returned = ctx[1];
	return 0;
}
#endif

#ifdef RETURNS_ONE
SEC("fsession.multi/__x64_sys_getpgid") int returns_one(void *ctx)
{
	return bpf_session_is_return(ctx) ? 0 : 1;
}
#endif
