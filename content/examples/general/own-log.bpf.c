// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Drops long packets, and tells in the program's own streams what it did and what it did not expect. */
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define TC_ACT_OK 0
#define TC_ACT_SHOT 2
#define ETH_P_IP 0x0800

extern int bpf_stream_vprintk(int stream_id, const char *fmt__str, const void *args, u32 len__sz) __ksym;
extern int bpf_stream_print_stack(int stream_id) __ksym;

const volatile u32 longest = 1000;
const volatile int drops_to = BPF_STDOUT, surprises_to = BPF_STDERR;
const volatile u32 args_size = 2 * sizeof(u64);

int written, traced;

static __noinline int tell_protocol(u32 protocol)
{
	static const char format[] = "protocol %x is not expected\n";
	u64 args[] = { protocol };

	bpf_stream_vprintk(surprises_to, format, args, sizeof(args));
	return bpf_stream_print_stack(surprises_to);
}

SEC("tc")
int drop_long(struct __sk_buff *skb)
{
#ifdef FORMAT_ON_STACK
	char format[] = "dropped %u, %u allowed\n";
#else
	static const char format[] = "dropped %u bytes, %u are allowed\n";
#endif
	u64 args[] = { skb->len, longest };

	if (skb->protocol != bpf_htons(ETH_P_IP))
		traced = tell_protocol(bpf_ntohs(skb->protocol));
	if (skb->len <= longest)
		return TC_ACT_OK;
	written = bpf_stream_vprintk(drops_to, format, args, args_size);
	return TC_ACT_SHOT;
}

char _license[] SEC("license") = "Dual BSD/GPL";
