// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "GPL";

int a_init;
int acked;

SEC("struct_ops/kfdoc_init")
void BPF_PROG(kfdoc_init, struct sock *sk)
{
	a_init++;
}

SEC("struct_ops/kfdoc_ssthresh")
__u32 BPF_PROG(kfdoc_ssthresh, struct sock *sk)
{
	return 2;
}

SEC("struct_ops/kfdoc_avoid")
void BPF_PROG(kfdoc_avoid, struct sock *sk, __u32 ack, __u32 count)
{
	acked++;
}

SEC("struct_ops/kfdoc_undo")
__u32 BPF_PROG(kfdoc_undo, struct sock *sk)
{
	return 2;
}

SEC(".struct_ops.link")
struct tcp_congestion_ops kfdoc_cc = {
	.init = (void *)kfdoc_init,
	.ssthresh = (void *)kfdoc_ssthresh,
	.cong_avoid = (void *)kfdoc_avoid,
	.undo_cwnd = (void *)kfdoc_undo,
	.name = "kfdoc_cc",
};
