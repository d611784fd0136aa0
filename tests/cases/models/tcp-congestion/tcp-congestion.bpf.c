// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "GPL";

extern __u32 tcp_slow_start(struct tcp_sock *tp, __u32 acked) __ksym;
extern void tcp_cong_avoid_ai(struct tcp_sock *tp, __u32 w, __u32 acked) __ksym;
extern void tcp_reno_cong_avoid(struct sock *sk, __u32 ack, __u32 acked) __ksym;
extern __u32 tcp_reno_ssthresh(struct sock *sk) __ksym;
extern __u32 tcp_reno_undo_cwnd(struct sock *sk) __ksym;

struct kept {
	__u64 first;
	__u32 second;
};

int inits, first_cwnd, infinite, half, undone, left, after_start, left_at_threshold, after_threshold;
int after_credits, credits, after_window, after_reno, private_is_kept, sent;
int acked_packets;

#ifdef BAD_WRITE
SEC("struct_ops/bad_write")
void BPF_PROG(bad_write, struct sock *sk)
{
	((struct tcp_sock *)sk)->snd_nxt = 1;
}
#define BAD bad_write
#endif

#ifdef LONG_WRITE
SEC("struct_ops/long_write")
void BPF_PROG(long_write, struct sock *sk)
{
	__u64 *stamp = (void *)&((struct tcp_sock *)sk)->snd_cwnd_stamp;

	asm volatile("" : "+r"(stamp));
	*stamp = 1;
}
#define BAD long_write
#endif

#ifdef WALKED
SEC("struct_ops/walked")
void BPF_PROG(walked, struct sock *sk)
{
	struct sock *other = (void *)sk->sk_socket->sk;

	tcp_reno_cong_avoid(other, 0, 1);
}
#define BAD walked
#endif

#ifdef BAD_ACK
SEC("struct_ops/bad_ack")
void BPF_PROG(bad_ack, struct sock *sk)
{
	bpf_tcp_send_ack(sk->sk_socket, 0);
}
#define BAD bad_ack
#endif

#ifndef BAD
SEC("struct_ops/kfdoc_init")
void BPF_PROG(kfdoc_init, struct sock *sk)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;
	struct kept *kept = (void *)((struct inet_connection_sock *)sk)->icsk_ca_priv;
	int cwnd = tp->snd_cwnd, threshold = tp->snd_ssthresh;

	inits++;
	first_cwnd = cwnd;
	infinite = threshold == 0x7fffffff;
	half = tcp_reno_ssthresh(sk);
	undone = tcp_reno_undo_cwnd(sk);
	left = tcp_slow_start(tp, 3);
	after_start = tp->snd_cwnd;
	tp->snd_ssthresh = 15;
	left_at_threshold = tcp_slow_start(tp, 5);
	after_threshold = tp->snd_cwnd;
	tcp_cong_avoid_ai(tp, 4, 6);
	after_window = tp->snd_cwnd;
	credits = tp->snd_cwnd_cnt;
	tcp_cong_avoid_ai(tp, 2, 1);
	after_credits = tp->snd_cwnd;
	tcp_reno_cong_avoid(sk, 0, 1);
	after_reno = tp->snd_cwnd;
	kept->first = 7;
	kept->second = 9;
	private_is_kept = kept->first + kept->second;
	tp->snd_ssthresh = threshold;
	tp->snd_cwnd_cnt = 0;
	tp->snd_cwnd = cwnd;
}
#define BAD kfdoc_init
#endif

SEC("struct_ops/kfdoc_ssthresh")
__u32 BPF_PROG(kfdoc_ssthresh, struct sock *sk)
{
	return tcp_reno_ssthresh(sk);
}

SEC("struct_ops/kfdoc_avoid")
void BPF_PROG(kfdoc_avoid, struct sock *sk, __u32 ack, __u32 acked)
{
	tcp_reno_cong_avoid(sk, ack, acked);
	after_reno = ((struct tcp_sock *)sk)->snd_cwnd;
}

SEC("struct_ops/kfdoc_undo")
__u32 BPF_PROG(kfdoc_undo, struct sock *sk)
{
	return tcp_reno_undo_cwnd(sk);
}

/* The last segment of the connection acknowledges the server's. */
SEC("struct_ops/kfdoc_acked")
void BPF_PROG(kfdoc_acked, struct sock *sk, const struct ack_sample *sample)
{
	acked_packets = sample->pkts_acked;
}

SEC("struct_ops/kfdoc_start")
void BPF_PROG(kfdoc_start, struct sock *sk)
{
	if (!sent)
		sent = bpf_tcp_send_ack(sk, ((struct tcp_sock *)sk)->rcv_nxt) + 1;
}

SEC(".struct_ops.link")
struct tcp_congestion_ops kfdoc_cc = {
	.init = (void *)BAD,
	.ssthresh = (void *)kfdoc_ssthresh,
	.cong_avoid = (void *)kfdoc_avoid,
	.undo_cwnd = (void *)kfdoc_undo,
	.pkts_acked = (void *)kfdoc_acked,
	.cwnd_event_tx_start = (void *)kfdoc_start,
	.name = "kfdoc_cc",
};
