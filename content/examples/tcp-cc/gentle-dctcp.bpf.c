// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* DCTCP that gives way to marks only so far, and that is Reno by itself where the other end does not know ECN. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

extern void dctcp_init(struct sock *sk) __ksym;
extern void dctcp_update_alpha(struct sock *sk, u32 flags) __ksym;
extern void dctcp_cwnd_event(struct sock *sk, enum tcp_ca_event ev) __ksym;
extern void dctcp_cwnd_event_tx_start(struct sock *sk) __ksym;
extern u32 dctcp_ssthresh(struct sock *sk) __ksym;
extern u32 tcp_reno_ssthresh(struct sock *sk) __ksym;
extern void dctcp_state(struct sock *sk, u8 new_state) __ksym;
extern void tcp_reno_cong_avoid(struct sock *sk, u32 ack, u32 acked) __ksym;
extern u32 dctcp_cwnd_undo(struct sock *sk) __ksym;
extern u32 tcp_reno_undo_cwnd(struct sock *sk) __ksym;

/* TCP_CONG_NEEDS_ECN, and what ecn_flags has of a connection with ECN or AccECN; macros, which BTF does not know. */
#define NEEDS_ECN 2
#define HAS_ECN (1 << 0 | 1 << 4)

const volatile u32 first_window = 10;
/* In percent of the window. */
const volatile u32 keep_at_least = 60;

/* Of the connection that was heard of last: the share of marked packets in 1024ths, whether the last one was marked. */
u32 window, threshold, alpha, is_marked;

static struct dctcp *dctcp_of(struct sock *sk)
{
	return (struct dctcp *)((struct inet_connection_sock *)sk)->icsk_ca_priv;
}

static bool has_ecn(struct sock *sk)
{
	return ((struct tcp_sock *)sk)->ecn_flags & HAS_ECN;
}

SEC("struct_ops/gentle_init")
void BPF_PROG(gentle_init, struct sock *sk)
{
	((struct tcp_sock *)sk)->snd_cwnd = first_window;
	/* Without ECN dctcp_init would put other operations in the place of these. */
	if (!has_ecn(sk))
		return;
	dctcp_init(sk);
	alpha = dctcp_of(sk)->dctcp_alpha;
}

SEC("struct_ops/gentle_in_ack_event")
void BPF_PROG(gentle_in_ack_event, struct sock *sk, u32 flags)
{
	if (!has_ecn(sk))
		return;
	dctcp_update_alpha(sk, flags);
	alpha = dctcp_of(sk)->dctcp_alpha;
}

SEC("struct_ops/gentle_cwnd_event")
void BPF_PROG(gentle_cwnd_event, struct sock *sk, enum tcp_ca_event ev)
{
	if (!has_ecn(sk))
		return;
	dctcp_cwnd_event(sk, ev);
	is_marked = dctcp_of(sk)->ce_state;
	threshold = ((struct tcp_sock *)sk)->snd_ssthresh;
}

SEC("struct_ops/gentle_tx_start")
void BPF_PROG(gentle_tx_start, struct sock *sk)
{
	if (has_ecn(sk))
		dctcp_cwnd_event_tx_start(sk);
}

SEC("struct_ops/gentle_ssthresh")
u32 BPF_PROG(gentle_ssthresh, struct sock *sk)
{
	u32 least = ((struct tcp_sock *)sk)->snd_cwnd * keep_at_least / 100;
	u32 of_dctcp;

	if (!has_ecn(sk))
		return tcp_reno_ssthresh(sk);
	of_dctcp = dctcp_ssthresh(sk);
	return of_dctcp > least ? of_dctcp : least;
}

SEC("struct_ops/gentle_set_state")
void BPF_PROG(gentle_set_state, struct sock *sk, u8 new_state)
{
	if (!has_ecn(sk))
		return;
	dctcp_state(sk, new_state);
	threshold = ((struct tcp_sock *)sk)->snd_ssthresh;
}

SEC("struct_ops/gentle_cong_avoid")
void BPF_PROG(gentle_cong_avoid, struct sock *sk, u32 ack, u32 acked)
{
	tcp_reno_cong_avoid(sk, ack, acked);
	window = ((struct tcp_sock *)sk)->snd_cwnd;
#ifdef MARKS_FROM_ZERO
	((struct tcp_sock *)sk)->delivered_ce = 0;
#endif
}

SEC("struct_ops/gentle_undo_cwnd")
u32 BPF_PROG(gentle_undo_cwnd, struct sock *sk)
{
	return has_ecn(sk) ? dctcp_cwnd_undo(sk) : tcp_reno_undo_cwnd(sk);
}

SEC(".struct_ops.link")
struct tcp_congestion_ops gentle_dctcp = {
	.init = (void *)gentle_init,
	.in_ack_event = (void *)gentle_in_ack_event,
	.cwnd_event = (void *)gentle_cwnd_event,
	.cwnd_event_tx_start = (void *)gentle_tx_start,
	.ssthresh = (void *)gentle_ssthresh,
	.set_state = (void *)gentle_set_state,
	.cong_avoid = (void *)gentle_cong_avoid,
	.undo_cwnd = (void *)gentle_undo_cwnd,
	.flags = NEEDS_ECN,
	.name = "gentle_dctcp",
};

char _license[] SEC("license") = "GPL";
