// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

/* As newer clangs call it where code can't be reached. */
void __bpf_trap(void) __ksym;

const volatile bool is_off = true;
__u32 wanted = 1;

SEC("syscall") int never(void *ctx)
{
	if (!is_off)
		__bpf_trap();
	return 5;
}

#ifdef REACHED
SEC("syscall") int wrong(void *ctx)
{
	if (wanted)
		__bpf_trap();
	return 0;
}
#endif
