// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "GPL";

extern void bbr_init(struct sock *sk) __ksym;
extern void bbr_main(struct sock *sk, __u32 ack, int flag, const struct rate_sample *rs) __ksym;
extern __u32 bbr_sndbuf_expand(struct sock *sk) __ksym;
extern __u32 bbr_undo_cwnd(struct sock *sk) __ksym;
extern void bbr_cwnd_event_tx_start(struct sock *sk) __ksym;
extern __u32 bbr_ssthresh(struct sock *sk) __ksym;
extern __u32 bbr_min_tso_segs(struct sock *sk) __ksym;
extern void bbr_set_state(struct sock *sk, __u8 new_state) __ksym;

enum { LOSS = 4, WORDS = 24, STEPS = 44 };
enum { IS_APP_LIMITED = 1, IS_ACK_DELAYED = 2, IS_FULL = 4, IS_OLD = 8, IS_IDLE = 16, USES_LT = 32, IS_SAMPLING = 64 };

/* The sample; what is set in the state before. An interval_us of 0 ends the list. */
static const struct {
	__s32 delivered;
	__s64 interval_us, rtt_us;
	__s32 losses;
	__u32 acked, in_flight, flags;
	/* Of the state: mode + 1, phase + 1, rounds at a policer, bandwidth of the policer, window. */
	__u32 mode, phase, lt_rounds, lt_bw, cwnd;
	/* Ages in microseconds, of the phase and of the epoch of acknowledgements. */
	__u32 cycle_age, epoch_age, delay;
} steps[STEPS] = {
	/* Startup: growing bandwidth, then three rounds without growth. */
	{ 10, 1000, 900, 0, 10, 10 },
	{ 20, 1000, 950, 0, 20, 20 },
	{ 40, 1000, 800, 0, 40, 20 },
	{ 41, 1000, 850, 0, 41, 20, IS_APP_LIMITED },
	{ 30, 1000, 850, 0, 30, 20, IS_APP_LIMITED },
	{ 41, 1000, 850, 0, 41, 20 },
	{ 41, 1000, 850, 0, 41, 20, 0, 0, 0, 0, 0, 0, 0, 200, 4 },
	/* Samples that are worth nothing. */
	{ -1, 1000, -1, 0, 5, 20 },
	{ 5, -1, 700, 0, 5, 20 },
	{ 5, 1000, 700, 0, 0, 20 },
	/* Probing for bandwidth: each phase, over or not. */
	{ 40, 1000, 800, 0, 40, 90, IS_FULL, 3, 1, 0, 0, 100, 100 },
	{ 40, 1000, 800, 0, 40, 90, IS_FULL, 3, 1, 0, 0, 100, 5000 },
	{ 40, 1000, 800, 0, 40, 10, IS_FULL, 3, 1, 0, 0, 100, 5000 },
	{ 40, 1000, 800, 2, 40, 10, IS_FULL, 3, 1, 0, 0, 100, 5000 },
	{ 40, 1000, 800, 0, 40, 90, IS_FULL, 3, 2, 0, 0, 100, 100 },
	{ 40, 1000, 800, 0, 40, 1000, IS_FULL, 3, 2, 0, 0, 100, 100 },
	{ 40, 1000, 800, 0, 40, 1000, IS_FULL, 3, 2, 0, 0, 100, 5000 },
	{ 40, 1000, 800, 0, 40, 90, IS_FULL, 3, 3, 0, 0, 100, 100 },
	{ 40, 1000, 800, 0, 40, 90, IS_FULL, 3, 8, 0, 0, 100, 5000 },
	{ 50, 1000, 800, 0, 400, 90, IS_FULL, 3, 4, 0, 0, 30, 0, 10000, 5 },
	{ 50, 1000, 800, 0, 400, 90, IS_FULL, 3, 4, 0, 0, 3000, 0, 10, 5 },
	{ 50, 1000, 800, 0, 0xffff0, 90, IS_FULL, 3, 4, 0, 0, 300000, 0, 1, 5 },
	{ 50, 1000, 800, 0, 70000, 90, IS_FULL, 3, 4, 0, 0, 300000, 0, 1, 5 },
	/* The bandwidth sinks, and the filter lets the old one go. */
	{ 20, 1000, 800, 0, 20, 90, IS_FULL, 3, 4, 0, 0, 100 },
	{ 19, 1000, 800, 0, 20, 90, IS_FULL, 3, 4, 0, 0, 100 },
	{ 18, 1000, 800, 0, 20, 90, IS_FULL, 3, 4, 0, 0, 100 },
	{ 21, 1000, 800, 0, 20, 90, IS_FULL, 3, 4, 0, 0, 100 },
	{ 17, 1000, 800, 0, 20, 90, IS_FULL, 3, 4, 0, 0, 100 },
	{ 16, 1000, 800, 0, 20, 90, IS_FULL, 3, 4, 0, 0, 100 },
	{ 15, 1000, 800, 0, 20, 90, IS_FULL, 3, 4, 0, 0, 100 },
	{ 14, 1000, 800, 0, 20, 90, IS_FULL, 3, 4, 0, 0, 100 },
	{ 13, 1000, 800, 0, 20, 90, IS_FULL, 3, 4, 0, 0, 100 },
	{ 12, 1000, 800, 0, 20, 90, IS_FULL, 3, 4, 0, 0, 100 },
	/* A round trip that is too old, and its measurement. */
	{ 10, 1000, 1800, 0, 10, 90, IS_FULL | IS_OLD | IS_ACK_DELAYED, 3, 4, 0, 0, 100 },
	{ 10, 1000, 1800, 0, 10, 90, IS_FULL | IS_OLD, 4, 4, 0, 0, 100 },
	{ 10, 1000, 1900, 0, 10, 90, IS_FULL | IS_OLD | IS_IDLE, 3, 4, 0, 0, 100 },
	/* A policer: the end of an interval, a second one like it, its use. */
	{ 10, 1000, 1900, 5, 10, 90, IS_FULL | IS_SAMPLING, 3, 4, 3, 0, 100 },
	{ 10, 1000, 1900, 5, 10, 90, IS_FULL | IS_SAMPLING, 3, 4, 16, 0, 100 },
	{ 10, 1000, 1900, 5, 10, 90, IS_FULL | IS_SAMPLING | IS_APP_LIMITED, 3, 4, 3, 77, 100 },
	{ 10, 1000, 1900, 0, 10, 90, IS_FULL | IS_SAMPLING, 3, 4, 7, 77, 100 },
	{ 10, 1000, 1900, 0, 10, 90, IS_FULL | USES_LT, 3, 4, 5, 16777, 100 },
	{ 10, 1000, 1900, 0, 10, 90, IS_FULL | USES_LT, 1, 4, 5, 16777, 100 },
	{ 10, 1000, 1900, 9, 10, 90, IS_FULL, 3, 4, 5, 16777, 5 },
};

/* Whole bandwidth-delay products, paces and intervals of a policer, beside the chain of steps. */
__u32 results[STEPS * WORDS];
__u64 paces[STEPS];
__u32 fresh[8], policed[12], noted[8], restarted[8], mss;
int count;

static struct bbr *state_of(struct sock *sk)
{
	return (void *)((struct inet_connection_sock *)sk)->icsk_ca_priv;
}

#define PUT(member, value) (state_of(sk)->member = (value))

static void set_up(struct sock *sk, int index)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;
	struct bbr *bbr = state_of(sk);
	__u32 flags = steps[index].flags, now = bpf_jiffies64();

	if (steps[index].mode)
		bbr->mode = steps[index].mode - 1;
	if (steps[index].phase)
		bbr->cycle_idx = steps[index].phase - 1;
	if (steps[index].phase)
		bbr->pacing_gain = steps[index].phase == 1 ? 320 : steps[index].phase == 2 ? 192 : 256;
	bbr->full_bw_reached |= !!(flags & IS_FULL);
	bbr->idle_restart = !!(flags & IS_IDLE);
	bbr->lt_use_bw = !!(flags & USES_LT);
	bbr->lt_is_sampling = !!(flags & IS_SAMPLING);
	bbr->lt_rtt_cnt = steps[index].lt_rounds;
	bbr->lt_bw = steps[index].lt_bw;
	bbr->lt_last_delivered = tp->delivered - 10;
	bbr->lt_last_lost = tp->lost - 5;
	bbr->lt_last_stamp = (__u32)(tp->delivered_mstamp / 1000) - 8;
	bbr->min_rtt_stamp = now - (flags & IS_OLD ? 2600 : 10);
	bbr->cycle_mstamp = tp->delivered_mstamp - steps[index].cycle_age;
	bbr->ack_epoch_mstamp = tp->delivered_mstamp - steps[index].epoch_age;
	bbr->next_rtt_delivered = tp->delivered;
	bbr->has_seen_rtt = 1;
	if (steps[index].cwnd)
		tp->snd_cwnd = steps[index].cwnd;
}

static void keep(struct sock *sk, int index)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;
	struct bbr *bbr = state_of(sk);
	__u32 *to;

	if (index < 0 || index >= STEPS)
		return;
	to = &results[index * WORDS];
	to[0] = tp->snd_cwnd;
	to[1] = tp->snd_ssthresh;
	to[2] = bbr->mode;
	to[3] = bbr->cwnd_gain;
	to[4] = bbr->rtt_cnt;
	to[5] = bbr->full_bw;
	to[6] = bbr->full_bw_cnt << 8 | bbr->full_bw_reached;
	to[7] = bbr->extra_acked[0] | bbr->extra_acked[1] << 16;
	to[8] = bbr->ack_epoch_acked;
	to[9] = bbr->extra_acked_win_rtts << 8 | bbr->extra_acked_win_idx;
	to[10] = bbr->min_rtt_us;
	to[11] = bbr->bw.s[0].v;
	to[12] = bbr->bw.s[1].v;
	to[13] = bbr->bw.s[2].v;
	to[14] = bbr->bw.s[0].t << 16 | bbr->bw.s[1].t << 8 | bbr->bw.s[2].t;
	to[15] = bbr->lt_bw;
	to[16] = bbr->lt_rtt_cnt << 8 | bbr->lt_use_bw << 4 | bbr->lt_is_sampling;
	to[17] = bbr->prior_cwnd;
	to[18] = bbr->round_start << 8 | bbr->idle_restart << 4 | bbr->packet_conservation;
	to[19] = bbr->probe_rtt_done_stamp ? bbr->probe_rtt_done_stamp - (__u32)bpf_jiffies64() > 40 : 0;
	to[20] = tp->app_limited - tp->delivered;
	to[21] = (__u32)bpf_jiffies64() - bbr->min_rtt_stamp > 5;
	to[22] = (__u32)(tp->delivered_mstamp - bbr->ack_epoch_mstamp);
	/* Where probing begins anew, the phase is drawn by lot. */
	if (steps[index].mode == 3)
		to[23] = bbr->pacing_gain << 8 | bbr->cycle_idx;
	else
		to[23] = bbr->mode == 2 ? 0 : bbr->pacing_gain;
	paces[index] = to[23] ? sk->sk_pacing_rate : 0;
}

static void run(struct sock *sk)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;

	for (int index = 0; index < STEPS; index++) {
		struct rate_sample sample = {};

		if (!steps[index].interval_us)
			break;
		set_up(sk, index);
		sample.delivered = steps[index].delivered;
		sample.prior_delivered = tp->delivered - steps[index].delay;
		sample.prior_in_flight = steps[index].in_flight;
		sample.interval_us = steps[index].interval_us;
		sample.rtt_us = steps[index].rtt_us;
		sample.losses = steps[index].losses;
		sample.acked_sacked = steps[index].acked;
		sample.is_app_limited = steps[index].flags & IS_APP_LIMITED;
		sample.is_ack_delayed = !!(steps[index].flags & IS_ACK_DELAYED);
		bbr_main(sk, 0, 0, &sample);
		keep(sk, index);
		count++;
	}
}

static void timeouts(struct sock *sk)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;
	struct bbr *bbr = state_of(sk);

	/* Of two intervals alike, a policer is known. */
	bbr->lt_use_bw = 0;
	bbr->lt_is_sampling = 1;
	bbr->lt_rtt_cnt = 4;
	bbr->lt_bw = 20972;
	bbr->lt_last_delivered = tp->delivered - 10;
	bbr->lt_last_lost = tp->lost - 5;
	bbr->lt_last_stamp = (__u32)(tp->delivered_mstamp / 1000) - 8;
	bbr->full_bw = 5;
	bbr_set_state(sk, LOSS - 1);
	policed[0] = bbr->full_bw;
	bbr_set_state(sk, LOSS);
	policed[1] = bbr->full_bw;
	policed[2] = bbr->lt_bw;
	policed[3] = bbr->lt_use_bw << 8 | bbr->prev_ca_state << 4 | bbr->round_start;
	policed[4] = bbr->lt_rtt_cnt;
	/* Another bandwidth begins another interval. */
	bbr->lt_use_bw = 0;
	bbr->lt_rtt_cnt = 4;
	bbr->lt_bw = 2097200;
	bbr_set_state(sk, LOSS);
	policed[5] = bbr->lt_bw;
	policed[6] = bbr->lt_use_bw << 8 | (bbr->lt_last_delivered == tp->delivered);
	/* Too few losses, and no time at all. */
	bbr->lt_bw = 0;
	bbr->lt_rtt_cnt = 4;
	bbr->lt_last_delivered = tp->delivered - 30;
	bbr->lt_last_lost = tp->lost - 5;
	bbr->lt_last_stamp = (__u32)(tp->delivered_mstamp / 1000) - 8;
	bbr_set_state(sk, LOSS);
	policed[7] = bbr->lt_bw;
	bbr->lt_last_delivered = tp->delivered - 20;
	bbr->lt_last_stamp = (__u32)(tp->delivered_mstamp / 1000);
	bbr_set_state(sk, LOSS);
	policed[8] = bbr->lt_bw;
	/* The policer is given up after so many rounds. */
	bbr->lt_use_bw = 1;
	bbr->mode = 2;
	bbr->lt_rtt_cnt = 47;
	bbr_set_state(sk, LOSS);
	policed[9] = bbr->lt_use_bw << 8 | bbr->lt_rtt_cnt;
	bbr->full_bw = 9;
	bbr->full_bw_cnt = 2;
	bbr->lt_bw = 5;
	policed[10] = bbr_undo_cwnd(sk) == tp->snd_cwnd;
	policed[11] = bbr->full_bw + bbr->full_bw_cnt + bbr->lt_bw;
}

static void notes(struct sock *sk)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;
	struct bbr *bbr = state_of(sk);

	tp->snd_ssthresh = 33;
	tp->snd_cwnd = 50;
	bbr->mode = 2;
	bbr->prev_ca_state = 0;
	bbr->prior_cwnd = 70;
	noted[0] = bbr_ssthresh(sk);
	noted[1] = bbr->prior_cwnd;
	bbr->prior_cwnd = 70;
	bbr->mode = 3;
	bbr_ssthresh(sk);
	noted[2] = bbr->prior_cwnd;
	bbr->mode = 2;
	bbr->prev_ca_state = 3;
	tp->snd_cwnd = 80;
	bbr_ssthresh(sk);
	noted[3] = bbr->prior_cwnd;
	sk->sk_pacing_rate = 149999;
	noted[4] = bbr_min_tso_segs(sk);
	sk->sk_pacing_rate = 150000;
	noted[5] = bbr_min_tso_segs(sk);
	noted[6] = bbr_sndbuf_expand(sk);
}

static void pauses(struct sock *sk)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;
	struct bbr *bbr = state_of(sk);

	bbr->idle_restart = 0;
	bbr->ack_epoch_acked = 5;
	bbr->mode = 3;
	bbr->full_bw_reached = 0;
	tp->app_limited = 0;
	bbr_cwnd_event_tx_start(sk);
	restarted[0] = bbr->idle_restart << 16 | bbr->ack_epoch_acked;
	tp->app_limited = 1;
	bbr->probe_rtt_done_stamp = (__u32)bpf_jiffies64() + 100;
	bbr_cwnd_event_tx_start(sk);
	restarted[1] = bbr->idle_restart << 16 | bbr->ack_epoch_acked;
	restarted[2] = bbr->mode;
	bbr->prior_cwnd = 90;
	tp->snd_cwnd = 4;
	bbr->probe_rtt_done_stamp = (__u32)bpf_jiffies64() - 100;
	bbr_cwnd_event_tx_start(sk);
	restarted[3] = bbr->mode;
	restarted[4] = tp->snd_cwnd;
	bbr->mode = 3;
	bbr->full_bw_reached = 1;
	bbr_cwnd_event_tx_start(sk);
	restarted[5] = bbr->mode;
}

SEC("struct_ops/kfdoc_init")
void BPF_PROG(kfdoc_init, struct sock *sk)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;
	struct bbr *bbr = state_of(sk);
	__u32 cwnd = tp->snd_cwnd, app_limited = tp->app_limited;

	bbr->prior_cwnd = 9;
	bbr->bw.s[2].v = 9;
	bbr->extra_acked[1] = 9;
	bbr->full_bw_reached = 1;
	bbr_init(sk);
	mss = tp->mss_cache;
	fresh[0] = tp->snd_ssthresh;
	fresh[1] = bbr->prior_cwnd + bbr->bw.s[2].v + bbr->extra_acked[1] + bbr->full_bw_reached + bbr->mode;
	fresh[2] = sk->sk_pacing_status;
	fresh[3] = bbr->next_rtt_delivered == tp->delivered && bbr->lt_last_delivered == tp->delivered;
	fresh[4] = bbr->ack_epoch_mstamp == tp->tcp_mstamp;
	fresh[5] = tp->delivered;
	bbr->min_rtt_us = 1000000;
	sk->sk_pacing_rate = 1000;
	tp->snd_cwnd = 10;
	tp->app_limited = 5;
	run(sk);
	timeouts(sk);
	notes(sk);
	pauses(sk);
	tp->snd_cwnd = cwnd;
	tp->app_limited = app_limited;
	bbr_init(sk);
}

SEC("struct_ops/kfdoc_ssthresh")
__u32 BPF_PROG(kfdoc_ssthresh, struct sock *sk)
{
	return ((struct tcp_sock *)sk)->snd_ssthresh;
}

SEC("struct_ops/kfdoc_control")
void BPF_PROG(kfdoc_control, struct sock *sk, __u32 ack, int flag, const struct rate_sample *rs)
{
	bbr_main(sk, ack, flag, rs);
}

SEC("struct_ops/kfdoc_undo")
__u32 BPF_PROG(kfdoc_undo, struct sock *sk)
{
	return bbr_undo_cwnd(sk);
}

SEC(".struct_ops.link")
struct tcp_congestion_ops kfdoc_bbr = {
	.init = (void *)kfdoc_init,
	.ssthresh = (void *)kfdoc_ssthresh,
	.cong_control = (void *)kfdoc_control,
	.undo_cwnd = (void *)kfdoc_undo,
	.name = "kfdoc_bbr",
};
