// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* CUBIC for a path on which some packets in flight are reserved for us: no loss takes the threshold below that share. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

extern void cubictcp_init(struct sock *sk) __ksym;
extern void cubictcp_cong_avoid(struct sock *sk, u32 ack, u32 acked) __ksym;
extern u32 cubictcp_recalc_ssthresh(struct sock *sk) __ksym;
extern void cubictcp_state(struct sock *sk, u8 new_state) __ksym;
extern void cubictcp_acked(struct sock *sk, const struct ack_sample *sample) __ksym;
extern u32 tcp_reno_undo_cwnd(struct sock *sk) __ksym;

/* Both in packets, and at least 1. */
const volatile u32 first_window = 4;
const volatile u32 share = 20;

/* CUBIC's state takes less than eight of the thirteen words; the last one is ours. */
#ifdef OWN_WORD_TOO_FAR
#define OWN_WORD 13
#else
#define OWN_WORD 12
#endif

/* Of the connection that was heard of last. */
u32 window;
u32 threshold;
/* Window at the last loss, which the curve leads back to; acknowledged packets for each packet more; shortest round trip. */
u32 top, step, shortest_us;
u64 cuts;

static struct bictcp *cubic_of(struct sock *sk)
{
	return (struct bictcp *)((struct inet_connection_sock *)sk)->icsk_ca_priv;
}

SEC("struct_ops/reserved_init")
void BPF_PROG(reserved_init, struct sock *sk)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;

	cubictcp_init(sk);
	tp->snd_cwnd = first_window;
	/* What is reserved is known to fit: slow start may take it, and the curve begins there. */
	tp->snd_ssthresh = share;
	threshold = tp->snd_ssthresh;
}

SEC("struct_ops/reserved_cong_avoid")
void BPF_PROG(reserved_cong_avoid, struct sock *sk, u32 ack, u32 acked)
{
	cubictcp_cong_avoid(sk, ack, acked);
	window = ((struct tcp_sock *)sk)->snd_cwnd;
	step = cubic_of(sk)->cnt;
}

SEC("struct_ops/reserved_ssthresh")
u32 BPF_PROG(reserved_ssthresh, struct sock *sk)
{
	u64 *words = ((struct inet_connection_sock *)sk)->icsk_ca_priv;
	u32 of_cubic = cubictcp_recalc_ssthresh(sk);

	words[OWN_WORD]++;
	cuts = words[OWN_WORD];
	top = cubic_of(sk)->last_max_cwnd;
	return of_cubic > share ? of_cubic : share;
}

SEC("struct_ops/reserved_set_state")
void BPF_PROG(reserved_set_state, struct sock *sk, u8 new_state)
{
	cubictcp_state(sk, new_state);
	top = cubic_of(sk)->last_max_cwnd;
}

SEC("struct_ops/reserved_pkts_acked")
void BPF_PROG(reserved_pkts_acked, struct sock *sk, const struct ack_sample *sample)
{
	cubictcp_acked(sk, sample);
	shortest_us = cubic_of(sk)->delay_min;
	threshold = ((struct tcp_sock *)sk)->snd_ssthresh;
}

SEC("struct_ops/reserved_undo_cwnd")
u32 BPF_PROG(reserved_undo_cwnd, struct sock *sk)
{
	return tcp_reno_undo_cwnd(sk);
}

SEC(".struct_ops.link")
struct tcp_congestion_ops reserved_cubic = {
	.init = (void *)reserved_init,
	.cong_avoid = (void *)reserved_cong_avoid,
	.ssthresh = (void *)reserved_ssthresh,
	.set_state = (void *)reserved_set_state,
	.pkts_acked = (void *)reserved_pkts_acked,
	.undo_cwnd = (void *)reserved_undo_cwnd,
	.name = "reserved",
};

char _license[] SEC("license") = "GPL";
