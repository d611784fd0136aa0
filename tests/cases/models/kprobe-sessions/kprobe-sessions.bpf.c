// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern bool bpf_session_is_return(void *ctx) __ksym;
extern __u64 *bpf_session_cookie(void *ctx) __ksym;

char LICENSE[] SEC("license") = "GPL";

const volatile int skip;
int runs, entries, returns, same, sum;
long result;
__u64 kept;

SEC("kprobe.session/__x64_sys_getpgid") int session(struct pt_regs *ctx)
{
	__u64 *cookie = bpf_session_cookie(ctx), *again;

	if (bpf_get_current_pid_tgid() >> 32 != 1000)
		return 1;
	runs++;
	again = bpf_session_cookie(ctx);
	same += again == cookie;
	if (!bpf_session_is_return(ctx)) {
		entries++;
		*cookie = 0x1122334455667788ull + entries;
		((__u8 *)cookie)[7] = 0xee;
		return skip;
	}
	returns++;
	kept = *again;
	result = ctx->ax;
	return 1;
}

#ifdef NO_CONTEXT
SEC("kprobe.session/__x64_sys_getpgid") int no_context(struct pt_regs *ctx)
{
	return bpf_session_is_return(&kept);
}
#endif
