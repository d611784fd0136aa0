// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* CUBIC for connections that rest for long: after a long pause the curve begins anew, from what the window is then. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

extern void cubictcp_cwnd_event_tx_start(struct sock *sk) __ksym;
extern void cubictcp_init(struct sock *sk) __ksym;
extern void cubictcp_acked(struct sock *sk, const struct ack_sample *sample) __ksym;
extern void cubictcp_cong_avoid(struct sock *sk, u32 ack, u32 acked) __ksym;
extern void cubictcp_state(struct sock *sk, u8 new_state) __ksym;
extern u32 cubictcp_recalc_ssthresh(struct sock *sk) __ksym;
extern u32 tcp_reno_undo_cwnd(struct sock *sk) __ksym;

/* In ticks: ten seconds where CONFIG_HZ is 250. */
const volatile u32 patience = 2500;

/* Of the connection that was heard of last: pauses that ended, and for how many ticks the curve has run since its start. */
u32 starts, forgotten, age;

SEC("struct_ops/forgetful_tx_start")
void BPF_PROG(forgetful_tx_start, struct sock *sk)
{
	struct bictcp *cubic = (struct bictcp *)((struct inet_connection_sock *)sk)->icsk_ca_priv;
	u32 now = bpf_jiffies64();
	/* Without sign, so that it holds when the count of ticks wraps. */
	u32 pause = now - ((struct tcp_sock *)sk)->lsndtime;

	starts++;
	if (pause > patience) {
		cubic->epoch_start = 0;
		cubic->last_max_cwnd = 0;
		forgotten++;
	} else {
		cubictcp_cwnd_event_tx_start(sk);
	}
	age = cubic->epoch_start ? now - cubic->epoch_start : 0;
}

SEC("struct_ops/forgetful_init")
void BPF_PROG(forgetful_init, struct sock *sk)
{
	cubictcp_init(sk);
}

SEC("struct_ops/forgetful_pkts_acked")
void BPF_PROG(forgetful_pkts_acked, struct sock *sk, const struct ack_sample *sample)
{
	cubictcp_acked(sk, sample);
}

SEC("struct_ops/forgetful_cong_avoid")
void BPF_PROG(forgetful_cong_avoid, struct sock *sk, u32 ack, u32 acked)
{
	cubictcp_cong_avoid(sk, ack, acked);
}

SEC("struct_ops/forgetful_set_state")
void BPF_PROG(forgetful_set_state, struct sock *sk, u8 new_state)
{
	cubictcp_state(sk, new_state);
}

SEC("struct_ops/forgetful_ssthresh")
u32 BPF_PROG(forgetful_ssthresh, struct sock *sk)
{
	return cubictcp_recalc_ssthresh(sk);
}

SEC("struct_ops/forgetful_undo_cwnd")
u32 BPF_PROG(forgetful_undo_cwnd, struct sock *sk)
{
	return tcp_reno_undo_cwnd(sk);
}

SEC(".struct_ops.link")
struct tcp_congestion_ops forgetful_cubic = {
	.cwnd_event_tx_start = (void *)forgetful_tx_start,
	.init = (void *)forgetful_init,
	.pkts_acked = (void *)forgetful_pkts_acked,
	.cong_avoid = (void *)forgetful_cong_avoid,
	.set_state = (void *)forgetful_set_state,
	.ssthresh = (void *)forgetful_ssthresh,
	.undo_cwnd = (void *)forgetful_undo_cwnd,
	.name = "forgetful",
};

char _license[] SEC("license") = "GPL";
