// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "GPL";

extern void dctcp_init(struct sock *sk) __ksym;
extern void dctcp_update_alpha(struct sock *sk, __u32 flags) __ksym;
extern void dctcp_cwnd_event(struct sock *sk, enum tcp_ca_event ev) __ksym;
extern void dctcp_cwnd_event_tx_start(struct sock *sk) __ksym;
extern __u32 dctcp_ssthresh(struct sock *sk) __ksym;
extern __u32 dctcp_cwnd_undo(struct sock *sk) __ksym;
extern void dctcp_state(struct sock *sk, __u8 new_state) __ksym;
extern __u32 tcp_reno_ssthresh(struct sock *sk) __ksym;
extern __u32 tcp_reno_undo_cwnd(struct sock *sk) __ksym;
extern void tcp_reno_cong_avoid(struct sock *sk, __u32 ack, __u32 acked) __ksym;

enum { MODE_RFC3168 = 1, MODE_ANY = 17, DEMAND_CWR = 4, ACK_TIMER = 2, RECOVERY = 3 };

/* alpha, packets of the round, marked ones, and how far the acknowledgements are from the round's end. */
static const struct {
	__u32 alpha, delivered, marked, missing;
} rounds[] = {
	{ 1024, 20, 10, 0 }, { 1024, 20, 20, 0 }, { 1000, 20, 0, 0 }, { 1024, 20, 10, 1 },
	{ 16, 20, 0, 0 },    { 15, 20, 0, 0 },    { 0, 20, 0, 0 },	{ 0, 1000, 1, 0 },
	{ 0, 3, 2, 0 },	     { 500, 0, 0, 0 },	  { 500, 0, 3, 0 },	{ 1024, 7, 9, 0 },
	{ 1, 0x80000000, 0x4000001, 0 }, { 0xffffffff, 1, 1, 0 }, { 700, 20, 10, 0x80000001 },
};

static const __u32 windows[][2] = {
	{ 100, 1024 }, { 100, 0 }, { 101, 1 }, { 21, 100 }, { 3, 1024 }, { 1, 0 }, { 0x1000001, 1023 }, { 0, 5 }, { 100, 5000 },
};

__u32 alphas[15], begun[15], thresholds[9], lost[9];
__u32 fresh[4], marks[12], losses[6], undone[2];
char name[4];

static struct dctcp *state_of(struct sock *sk)
{
	return (void *)((struct inet_connection_sock *)sk)->icsk_ca_priv;
}

static void average(struct sock *sk)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;
	struct dctcp *ca = state_of(sk);

	for (int index = 0; index < 15; index++) {
		ca->dctcp_alpha = rounds[index].alpha;
		ca->old_delivered = tp->delivered - rounds[index].delivered;
		ca->old_delivered_ce = tp->delivered_ce - rounds[index].marked;
		ca->next_seq = tp->snd_una + rounds[index].missing;
		dctcp_update_alpha(sk, 0);
		alphas[index] = ca->dctcp_alpha;
		begun[index] = ca->old_delivered == tp->delivered && ca->old_delivered_ce == tp->delivered_ce &&
			       ca->next_seq == tp->snd_nxt;
	}
}

static void reduce(struct sock *sk)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;
	struct dctcp *ca = state_of(sk);

	for (int index = 0; index < 9; index++) {
		tp->snd_cwnd = windows[index][0];
		ca->dctcp_alpha = windows[index][1];
		thresholds[index] = dctcp_ssthresh(sk);
		lost[index] = ca->loss_cwnd;
	}
}

static void lose(struct sock *sk)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;
	struct dctcp *ca = state_of(sk);

	ca->loss_cwnd = 0;
	tp->snd_cwnd = 21;
	dctcp_state(sk, RECOVERY + 1);
	losses[0] = ca->loss_cwnd;
	dctcp_state(sk, RECOVERY);
	losses[1] = ca->loss_cwnd;
	losses[2] = tp->snd_ssthresh;
	tp->snd_cwnd = 3;
	dctcp_cwnd_event(sk, CA_EVENT_LOSS);
	losses[3] = ca->loss_cwnd;
	losses[4] = tp->snd_ssthresh;
	dctcp_cwnd_event(sk, CA_EVENT_COMPLETE_CWR);
	dctcp_cwnd_event(sk, CA_EVENT_CWND_RESTART);
	losses[5] = ca->loss_cwnd;
	undone[0] = dctcp_cwnd_undo(sk);
	ca->loss_cwnd = 9;
	undone[1] = dctcp_cwnd_undo(sk);
}

static __u32 told(struct sock *sk)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;
	struct dctcp *ca = state_of(sk);

	return ca->ce_state << 16 | (tp->ecn_flags & DEMAND_CWR) << 8 | ((struct inet_connection_sock *)sk)->icsk_ack.pending;
}

static void mark(struct sock *sk)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;
	struct inet_connection_sock *icsk = (struct inet_connection_sock *)sk;
	struct dctcp *ca = state_of(sk);

	/* No acknowledgement waits. */
	icsk->icsk_ack.pending = 0;
	dctcp_cwnd_event(sk, CA_EVENT_ECN_NO_CE);
	marks[0] = told(sk);
	dctcp_cwnd_event(sk, CA_EVENT_ECN_IS_CE);
	marks[1] = told(sk);
	icsk->icsk_ack.pending = 0;
	dctcp_cwnd_event(sk, CA_EVENT_ECN_IS_CE);
	marks[2] = told(sk);
	/* One waits, and nothing came since. */
	icsk->icsk_ack.pending = ACK_TIMER;
	dctcp_cwnd_event(sk, CA_EVENT_ECN_NO_CE);
	marks[3] = told(sk);
	/* One waits, for less than what came. */
	icsk->icsk_ack.pending = ACK_TIMER;
	ca->prior_rcv_nxt = tp->rcv_nxt - 1;
	dctcp_cwnd_event(sk, CA_EVENT_ECN_IS_CE);
	marks[4] = told(sk);
	marks[5] = ca->prior_rcv_nxt == tp->rcv_nxt;
	/* A state that there is not, which the program put there. */
	ca->ce_state = 7;
	icsk->icsk_ack.pending = ACK_TIMER;
	dctcp_cwnd_event(sk, CA_EVENT_ECN_IS_CE);
	marks[6] = told(sk);
	dctcp_cwnd_event_tx_start(sk);
	marks[7] = told(sk);
}

static __attribute__((unused)) void with_ecn(struct sock *sk)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;
	struct inet_connection_sock *icsk = (struct inet_connection_sock *)sk;
	struct dctcp *ca = state_of(sk);
	__u32 cwnd = tp->snd_cwnd, ssthresh = tp->snd_ssthresh;
	__u8 flags = tp->ecn_flags, pending = icsk->icsk_ack.pending;

	/* As if the other end knew of ECN. */
	tp->ecn_flags |= MODE_RFC3168;
	ca->loss_cwnd = 7;
	ca->ce_state = 1;
	dctcp_init(sk);
	fresh[0] = ca->dctcp_alpha;
	fresh[1] = ca->loss_cwnd + ca->ce_state;
	fresh[2] = ca->prior_rcv_nxt == tp->rcv_nxt && ca->next_seq == tp->snd_nxt;
	fresh[3] = ca->old_delivered == tp->delivered && ca->old_delivered_ce == tp->delivered_ce;
	average(sk);
	reduce(sk);
	lose(sk);
	mark(sk);
	icsk->icsk_ack.pending = pending;
	tp->ecn_flags = flags;
	tp->snd_cwnd = cwnd;
	tp->snd_ssthresh = ssthresh;
}

static __attribute__((unused)) void without_ecn(struct sock *sk)
{
	const struct tcp_congestion_ops *ops;

	((struct tcp_sock *)sk)->ecn_flags &= ~MODE_ANY;
	state_of(sk)->dctcp_alpha = 5;
	dctcp_init(sk);
	fresh[0] = state_of(sk)->dctcp_alpha;
	ops = ((struct inet_connection_sock *)sk)->icsk_ca_ops;
	name[0] = ops->name[0];
	name[1] = ops->name[5];
	name[2] = ops->name[9];
	name[3] = ops->name[10];
}

#ifdef WITHOUT_ECN
#define RUN without_ecn
#else
#define RUN with_ecn
#endif

SEC("struct_ops/kfdoc_init")
void BPF_PROG(kfdoc_init, struct sock *sk)
{
	RUN(sk);
}

SEC("struct_ops/kfdoc_ssthresh")
__u32 BPF_PROG(kfdoc_ssthresh, struct sock *sk)
{
	return tcp_reno_ssthresh(sk);
}

SEC("struct_ops/kfdoc_avoid")
void BPF_PROG(kfdoc_avoid, struct sock *sk, __u32 ack, __u32 acked)
{
	tcp_reno_cong_avoid(sk, ack, acked);
}

SEC("struct_ops/kfdoc_undo")
__u32 BPF_PROG(kfdoc_undo, struct sock *sk)
{
	return tcp_reno_undo_cwnd(sk);
}

SEC(".struct_ops.link")
struct tcp_congestion_ops kfdoc_dctcp = {
	.init = (void *)kfdoc_init,
	.ssthresh = (void *)kfdoc_ssthresh,
	.cong_avoid = (void *)kfdoc_avoid,
	.undo_cwnd = (void *)kfdoc_undo,
	.name = "kfdoc_dctcp",
};
