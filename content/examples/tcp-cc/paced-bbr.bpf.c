// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* BBR that never sends faster than a ceiling: for transfers that are to leave room for others. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

extern void bbr_init(struct sock *sk) __ksym;
extern void bbr_main(struct sock *sk, u32 ack, int flag, const struct rate_sample *rs) __ksym;
extern void bbr_cwnd_event_tx_start(struct sock *sk) __ksym;
extern u32 bbr_min_tso_segs(struct sock *sk) __ksym;
extern u32 bbr_ssthresh(struct sock *sk) __ksym;
extern u32 bbr_undo_cwnd(struct sock *sk) __ksym;
extern void bbr_set_state(struct sock *sk, u8 new_state) __ksym;
extern u32 bbr_sndbuf_expand(struct sock *sk) __ksym;

/* In bytes a second: one megabit. */
const volatile u64 ceiling = 125000;

/* Of the connection that was heard of last. */
u32 window, mode, segments, prior_window, full_bandwidth;
u64 pace;

static struct bbr *bbr_of(struct sock *sk)
{
	return (struct bbr *)((struct inet_connection_sock *)sk)->icsk_ca_priv;
}

/* BBR sets the pace in several places, and each is followed by this. */
static void limit_pace(struct sock *sk)
{
	if (sk->sk_pacing_rate > ceiling) {
#ifdef CAP_AT_MAXIMUM
		sk->sk_max_pacing_rate = ceiling;
#else
		sk->sk_pacing_rate = ceiling;
#endif
	}
	pace = sk->sk_pacing_rate;
}

SEC("struct_ops/paced_init")
void BPF_PROG(paced_init, struct sock *sk)
{
	bbr_init(sk);
	limit_pace(sk);
}

SEC("struct_ops/paced_cong_control")
void BPF_PROG(paced_cong_control, struct sock *sk, u32 ack, int flag, const struct rate_sample *rs)
{
	bbr_main(sk, ack, flag, rs);
	limit_pace(sk);
	window = ((struct tcp_sock *)sk)->snd_cwnd;
	mode = BPF_CORE_READ_BITFIELD(bbr_of(sk), mode);
}

SEC("struct_ops/paced_tx_start")
void BPF_PROG(paced_tx_start, struct sock *sk)
{
	bbr_cwnd_event_tx_start(sk);
	limit_pace(sk);
}

SEC("struct_ops/paced_min_tso_segs")
u32 BPF_PROG(paced_min_tso_segs, struct sock *sk)
{
	segments = bbr_min_tso_segs(sk);
	return segments;
}

SEC("struct_ops/paced_ssthresh")
u32 BPF_PROG(paced_ssthresh, struct sock *sk)
{
	u32 threshold = bbr_ssthresh(sk);

	prior_window = bbr_of(sk)->prior_cwnd;
	return threshold;
}

SEC("struct_ops/paced_undo_cwnd")
u32 BPF_PROG(paced_undo_cwnd, struct sock *sk)
{
	u32 cwnd = bbr_undo_cwnd(sk);

	full_bandwidth = bbr_of(sk)->full_bw;
	return cwnd;
}

SEC("struct_ops/paced_set_state")
void BPF_PROG(paced_set_state, struct sock *sk, u8 new_state)
{
	bbr_set_state(sk, new_state);
	full_bandwidth = bbr_of(sk)->full_bw;
}

SEC("struct_ops/paced_sndbuf_expand")
u32 BPF_PROG(paced_sndbuf_expand, struct sock *sk)
{
	return bbr_sndbuf_expand(sk);
}

SEC(".struct_ops.link")
struct tcp_congestion_ops paced_bbr = {
	.init = (void *)paced_init,
	.cong_control = (void *)paced_cong_control,
	.cwnd_event_tx_start = (void *)paced_tx_start,
	.min_tso_segs = (void *)paced_min_tso_segs,
	.ssthresh = (void *)paced_ssthresh,
	.undo_cwnd = (void *)paced_undo_cwnd,
	.set_state = (void *)paced_set_state,
	.sndbuf_expand = (void *)paced_sndbuf_expand,
	.name = "paced_bbr",
};

char _license[] SEC("license") = "GPL";
