// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Has a mistake in one variant that only the compiler sees. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

u32 at;

SEC("tc")
int on_packet(struct __sk_buff *skb)
{
#ifdef BIG_STACK
	volatile char buffer[600];

	buffer[at] = 1;
	return buffer[0];
#else
	return 0;
#endif
}

char _license[] SEC("license") = "GPL";
