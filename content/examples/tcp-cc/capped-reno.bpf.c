// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Reno for flows that must stay small: it starts with few packets and never has more than a ceiling in flight. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

extern void tcp_reno_cong_avoid(struct sock *sk, u32 ack, u32 acked) __ksym;
extern u32 tcp_reno_ssthresh(struct sock *sk) __ksym;
extern u32 tcp_reno_undo_cwnd(struct sock *sk) __ksym;

/* Both in packets, and at least 1. */
const volatile u32 first_window = 4;
const volatile u32 ceiling = 64;

/* Of the connection that was heard of last. */
u32 window;

SEC("struct_ops/capped_init")
void BPF_PROG(capped_init, struct sock *sk)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;

	if (tp->snd_cwnd > first_window)
		tp->snd_cwnd = first_window;
	window = tp->snd_cwnd;
}

SEC("struct_ops/capped_cong_avoid")
void BPF_PROG(capped_cong_avoid, struct sock *sk, u32 ack, u32 acked)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;

	tcp_reno_cong_avoid(sk, ack, acked);
	if (tp->snd_cwnd > ceiling)
		tp->snd_cwnd = ceiling;
	window = tp->snd_cwnd;
#ifdef CAP_AT_CLAMP
	tp->snd_cwnd_clamp = ceiling;
#endif
}

SEC("struct_ops/capped_ssthresh")
u32 BPF_PROG(capped_ssthresh, struct sock *sk)
{
	return tcp_reno_ssthresh(sk);
}

/* The window before the loss may be from a time before this congestion control, and above the ceiling. */
SEC("struct_ops/capped_undo_cwnd")
u32 BPF_PROG(capped_undo_cwnd, struct sock *sk)
{
	u32 cwnd = tcp_reno_undo_cwnd(sk);

	return cwnd < ceiling ? cwnd : ceiling;
}

SEC(".struct_ops.link")
struct tcp_congestion_ops capped_reno = {
	.init = (void *)capped_init,
	.ssthresh = (void *)capped_ssthresh,
	.cong_avoid = (void *)capped_cong_avoid,
	.undo_cwnd = (void *)capped_undo_cwnd,
	.name = "capped_reno",
};

#ifdef FROM_SOCK_OPS
SEC("sockops")
int threshold_of_peer(struct bpf_sock_ops *skops)
{
	struct bpf_sock *sk = skops->sk;
	struct tcp_sock *tp;

	if (!sk)
		return 1;
	tp = bpf_skc_to_tcp_sock(sk);
	if (tp)
		window = tcp_reno_ssthresh((struct sock *)tp);
	return 1;
}
#endif

char _license[] SEC("license") = "GPL";
