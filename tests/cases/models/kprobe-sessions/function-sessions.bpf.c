// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern bool bpf_session_is_return(void *ctx) __ksym;
extern __u64 *bpf_session_cookie(void *ctx) __ksym;

char LICENSE[] SEC("license") = "GPL";

int runs, entries, returns, count, bad;
long at_entry, at_return;
__u64 fresh, kept, value;

SEC("fsession/__x64_sys_getpgid") int session(__u64 *ctx)
{
	__u64 *cookie = bpf_session_cookie(ctx);

	if (bpf_get_current_pid_tgid() >> 32 != 1000)
		return 0;
	runs++;
	if (!bpf_session_is_return(ctx)) {
		entries++;
		fresh = *cookie;
		*cookie = 0x1122334455667788ull;
		at_entry = ctx[1];
		return 0;
	}
	returns++;
	kept = *cookie;
	at_return = ctx[1];
	count = bpf_get_func_arg_cnt(ctx);
	bad = bpf_get_func_ret(ctx, &value);
	return 0;
}

#ifdef RETURNS_ONE
SEC("fsession/__x64_sys_getpgid") int returns_one(__u64 *ctx)
{
	return bpf_session_is_return(ctx);
}
#endif

#ifdef THIRD
SEC("fsession/__x64_sys_getpgid") int third(__u64 *ctx)
{
	at_entry = ctx[2];
	return 0;
}
#endif

#ifdef OUTSIDE
SEC("fentry/__x64_sys_getpgid") int outside(__u64 *ctx)
{
	at_entry = bpf_session_is_return(ctx);
	return 0;
}
#endif
