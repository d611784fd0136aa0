// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Times the calls of a function by one process, with one program at its entry and at its return. */
/* For PT_REGS_RC(); builds for several machines define it on the command line. */
#define __TARGET_ARCH_x86
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

extern bool bpf_session_is_return(void *ctx) __ksym;
extern __u64 *bpf_session_cookie(void *ctx) __ksym;

const volatile u32 watched = 1000;

u32 entries, returns;
s64 result;
u64 nanoseconds;

SEC("kprobe.session/__x64_sys_getpgid")
int time_call(struct pt_regs *ctx)
{
	__u64 *started = bpf_session_cookie(ctx);

	if (bpf_session_is_return(ctx)) {
		returns++;
		result = PT_REGS_RC(ctx);
		nanoseconds = bpf_ktime_get_ns() - *started;
		return 0;
	}

	/* Not of interest: with 1 the program is not run at the return of this call. */
	if (bpf_get_current_pid_tgid() >> 32 != watched)
		return 1;
	entries++;
	*started = bpf_ktime_get_ns();
#ifdef OVERRUN
	started[1] = entries;
#endif
#ifdef OTHER_RETURN
	return 2;
#else
	return 0;
#endif
}

#ifdef NO_SESSION
SEC("kprobe/__x64_sys_getpgid")
int at_entry(struct pt_regs *ctx)
{
	if (!bpf_session_is_return(ctx))
		entries++;
	return 0;
}
#endif

char _license[] SEC("license") = "GPL";
