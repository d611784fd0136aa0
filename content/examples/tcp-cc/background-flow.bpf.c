// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* For transfers that can wait: quick up to a few packets, then one packet more every several round trips. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

extern u32 tcp_slow_start(struct tcp_sock *tp, u32 acked) __ksym;
extern void tcp_cong_avoid_ai(struct tcp_sock *tp, u32 w, u32 acked) __ksym;
extern u32 tcp_reno_ssthresh(struct sock *sk) __ksym;
extern u32 tcp_reno_undo_cwnd(struct sock *sk) __ksym;

/* In packets: the first window, and up to which one it may double. */
const volatile u32 first_window = 2;
const volatile u32 quick_until = 16;
/* Round trips for each packet more, after that. */
const volatile u32 patience = 4;

/* Of the connection that was heard of last. */
u32 window;
/* Packets acknowledged since the window last grew. */
u32 credits;

SEC("struct_ops/background_init")
void BPF_PROG(background_init, struct sock *sk)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;

	tp->snd_cwnd = first_window;
	tp->snd_ssthresh = quick_until;
}

SEC("struct_ops/background_cong_avoid")
void BPF_PROG(background_cong_avoid, struct sock *sk, u32 ack, u32 acked)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;

	/* A window that the sender did not fill tells nothing about the network. */
	if (!BPF_CORE_READ_BITFIELD(tp, is_cwnd_limited))
		return;
	if (tp->snd_cwnd < tp->snd_ssthresh)
		acked = tcp_slow_start(tp, acked);
	/* The kernel divides by the second argument: never 0, whatever user space chose. */
	if (acked)
		tcp_cong_avoid_ai(tp, tp->snd_cwnd * patience ?: 1, acked);
	window = tp->snd_cwnd;
	credits = tp->snd_cwnd_cnt;
}

SEC("struct_ops/background_ssthresh")
u32 BPF_PROG(background_ssthresh, struct sock *sk)
{
	return tcp_reno_ssthresh(sk);
}

SEC("struct_ops/background_undo_cwnd")
u32 BPF_PROG(background_undo_cwnd, struct sock *sk)
{
	return tcp_reno_undo_cwnd(sk);
}

SEC(".struct_ops.link")
struct tcp_congestion_ops background_flow = {
	.init = (void *)background_init,
	.ssthresh = (void *)background_ssthresh,
	.cong_avoid = (void *)background_cong_avoid,
	.undo_cwnd = (void *)background_undo_cwnd,
	.name = "background",
};

char _license[] SEC("license") = "GPL";
