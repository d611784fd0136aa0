// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "GPL";

extern void cubictcp_init(struct sock *sk) __ksym;
extern __u32 cubictcp_recalc_ssthresh(struct sock *sk) __ksym;
extern void cubictcp_cong_avoid(struct sock *sk, __u32 ack, __u32 acked) __ksym;
extern void cubictcp_state(struct sock *sk, __u8 new_state) __ksym;
extern void cubictcp_cwnd_event_tx_start(struct sock *sk) __ksym;
extern void cubictcp_acked(struct sock *sk, const struct ack_sample *sample) __ksym;

enum { LOSS = 4, MOST_STATES = 27 };

/* One call: the state before it, in the order of struct bictcp, the window and the threshold. */
struct before {
	__u32 cwnd, ssthresh, cwnd_cnt, acked;
	__u32 cnt, last_max, last_cwnd, age_of_last, origin, k, delay_min, age_of_epoch, ack_cnt, tcp_cwnd;
};

/* age_of_epoch 0: no epoch has begun. */
static const struct before cases[] = {
	/* Below the threshold: slow start, and what is left of it. */
	{ 10, 100, 0, 5 },
	{ 10, 12, 0, 5 },
	/* A first epoch without a loss so far. */
	{ 10, 5, 0, 3 },
	{ 100, 5, 0, 3 },
	/* A first epoch after a loss: K is a cube root, of small and large numbers. */
	{ 70, 5, 0, 3, 0, 71 },
	{ 70, 5, 0, 3, 0, 100 },
	{ 700, 5, 0, 7, 0, 1000 },
	{ 7000, 5, 0, 7, 0, 100000 },
	{ 7000, 5, 0, 7, 0, 0xffffffff },
	/* Within an epoch: before K, after it, with an origin above and below the window. */
	{ 700, 5, 60, 3, 9, 710, 600, 50, 703, 4000, 30000, 500, 20, 600 },
	{ 700, 5, 60, 3, 9, 710, 600, 50, 703, 4000, 30000, 999, 20, 600 },
	{ 700, 5, 60, 3, 9, 710, 600, 50, 703, 4000, 30000, 2000, 20, 600 },
	{ 700, 5, 60, 3, 9, 710, 600, 50, 690, 2000, 0, 2000, 20, 600 },
	{ 700, 5, 60, 3, 9, 0, 600, 50, 703, 4000, 30000, 500, 20, 600 },
	{ 700, 5, 60, 3, 9, 710, 600, 50, 703, 2000, 30000, 2000000, 20, 600 },
	/* Time in 32 bits: an epoch that began in the future, and delays that become more ticks than there are. */
	{ 700, 5, 60, 3, 9, 710, 600, 50, 703, 2000, 30000, -1000, 20, 600 },
	{ 700, 5, 60, 3, 9, 710, 600, 50, 703, 2000, 4294959296, 1000, 20, 600 },
	{ 700, 5, 60, 3, 9, 710, 600, 50, 703, 2000, 0xfffffff0, 1000, 20, 600 },
	/* The window is the one of a moment ago, then of a while ago, then another one of the same tick. */
	{ 700, 5, 60, 3, 9, 710, 700, 2, 703, 4000, 30000, 1000, 20, 600 },
	{ 700, 5, 60, 3, 9, 710, 700, 20, 703, 4000, 30000, 1000, 20, 600 },
	{ 700, 5, 60, 3, 9, 710, 600, 0, 703, 4000, 30000, 1000, 20, 600 },
	/* Reno would be ahead. */
	{ 70, 5, 60, 3, 900, 100, 60, 50, 100, 2000, 30000, 1000, 400, 71 },
	{ 70, 5, 0, 3, 900, 100, 60, 50, 100, 2000, 30000, 1000, 130, 71 },
	{ 70, 5, 0, 3, 900, 100, 60, 50, 100, 2000, 30000, 1000, 131, 71 },
	{ 70, 5, 0, 3, 900, 100, 60, 50, 100, 2000, 30000, 1000, 132, 0xffffffff },
	/* A window of which the products don't fit 32 bits. */
	{ 0x10000000, 5, 0, 3, 900, 100, 60, 50, 100, 2000, 30000, 1000, 20, 71 },
	{ 0x40000001, 5, 0, 7, 900, 0x50000001, 60, 50, 100, 2000, 30000, 0, 20, 71 },
};

struct after {
	__u32 cwnd, cwnd_cnt, cnt, last_max, last_cwnd, origin, k, ack_cnt, tcp_cwnd, has_epoch;
};

struct after results[MOST_STATES];
__u32 thresholds[6], kept[6], samples[8], rounds[6], restarts[3];
__u32 done;

static struct bictcp *state_of(struct sock *sk)
{
	return (void *)((struct inet_connection_sock *)sk)->icsk_ca_priv;
}

static void set_up(struct tcp_sock *tp, struct bictcp *ca, const struct before *before)
{
	__u32 now = bpf_jiffies64();

	tp->snd_cwnd = before->cwnd;
	tp->snd_ssthresh = before->ssthresh;
	tp->snd_cwnd_cnt = before->cwnd_cnt;
	ca->cnt = before->cnt;
	ca->last_max_cwnd = before->last_max;
	ca->last_cwnd = before->last_cwnd;
	ca->last_time = now - before->age_of_last;
	ca->bic_origin_point = before->origin;
	ca->bic_K = before->k;
	ca->delay_min = before->delay_min;
	ca->epoch_start = before->age_of_epoch ? now - before->age_of_epoch : 0;
	ca->ack_cnt = before->ack_cnt;
	ca->tcp_cwnd = before->tcp_cwnd;
}

static void keep(struct tcp_sock *tp, struct bictcp *ca, struct after *after)
{
	after->cwnd = tp->snd_cwnd;
	after->cwnd_cnt = tp->snd_cwnd_cnt;
	after->cnt = ca->cnt;
	after->last_max = ca->last_max_cwnd;
	after->last_cwnd = ca->last_cwnd;
	after->origin = ca->bic_origin_point;
	after->k = ca->bic_K;
	after->ack_cnt = ca->ack_cnt;
	after->tcp_cwnd = ca->tcp_cwnd;
	after->has_epoch = ca->epoch_start != 0;
}

/* The connection begins with a window of one packet, which the first packet fills: only then does CUBIC act. */
SEC("struct_ops/kfdoc_init")
void BPF_PROG(kfdoc_init, struct sock *sk)
{
	cubictcp_init(sk);
	((struct tcp_sock *)sk)->snd_cwnd = 1;
}

SEC("struct_ops/kfdoc_avoid")
void BPF_PROG(kfdoc_avoid, struct sock *sk, __u32 ack, __u32 acked)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;
	struct bictcp *ca = state_of(sk);

	if (done)
		return;
	for (int index = 0; index < MOST_STATES; index++) {
		if (index >= sizeof(cases) / sizeof(*cases))
			break;
		set_up(tp, ca, &cases[index]);
		cubictcp_cong_avoid(sk, ack, cases[index].acked);
		keep(tp, ca, &results[index]);
	}
	tp->snd_cwnd = 10;
	tp->snd_ssthresh = 0x7fffffff;
	tp->snd_cwnd_cnt = 0;
	cubictcp_init(sk);
	done = 1;
}

static __u32 threshold(struct sock *sk, __u32 cwnd, __u32 last_max, __u32 *left)
{
	__u32 result;

	((struct tcp_sock *)sk)->snd_cwnd = cwnd;
	state_of(sk)->last_max_cwnd = last_max;
	state_of(sk)->epoch_start = 5;
	result = cubictcp_recalc_ssthresh(sk);
	*left = state_of(sk)->last_max_cwnd + (state_of(sk)->epoch_start << 16);
	return result;
}

SEC("struct_ops/kfdoc_acked")
void BPF_PROG(kfdoc_acked, struct sock *sk, const struct ack_sample *given)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;
	struct bictcp *ca = state_of(sk);
	struct ack_sample sample = { .pkts_acked = 1, .rtt_us = -1 };
	__u32 cwnd = tp->snd_cwnd;

	if (samples[0])
		return;
	thresholds[0] = threshold(sk, 100, 0, &kept[0]);
	thresholds[1] = threshold(sk, 100, 101, &kept[1]);
	thresholds[2] = threshold(sk, 100, 100, &kept[2]);
	thresholds[3] = threshold(sk, 1, 0, &kept[3]);
	thresholds[4] = threshold(sk, 0x1000001, 0x2000000, &kept[4]);
	thresholds[5] = threshold(sk, 0, 1, &kept[5]);

	cubictcp_init(sk);
	tp->snd_ssthresh = 0x7fffffff;
	tp->snd_cwnd = 15;
	/* A sample without a time, one of no time at all, a longer one. */
	cubictcp_acked(sk, &sample);
	samples[0] = ca->delay_min + 1;
	sample.rtt_us = 0;
	cubictcp_acked(sk, &sample);
	samples[1] = ca->delay_min;
	ca->delay_min = 0;
	sample.rtt_us = 9000;
	cubictcp_acked(sk, &sample);
	sample.rtt_us = 9001;
	cubictcp_acked(sk, &sample);
	samples[2] = ca->delay_min;
	/* The window is too small to look at delays. */
	samples[3] = ca->sample_cnt;
	/* Fresh after a recovery, samples do not count. */
	ca->epoch_start = bpf_jiffies64();
	sample.rtt_us = 100;
	cubictcp_acked(sk, &sample);
	samples[4] = ca->delay_min;
	ca->epoch_start = bpf_jiffies64() - 250;
	cubictcp_acked(sk, &sample);
	samples[5] = ca->delay_min;
	ca->epoch_start = 0;

	/* Eight round trips that are too long, and the ninth ends slow start. */
	tp->snd_cwnd = 16;
	ca->delay_min = 9000;
	ca->last_ack = ca->last_ack - 5000;
	sample.rtt_us = 13001;
	for (int count = 0; count < 8; count++)
		cubictcp_acked(sk, &sample);
	rounds[0] = ca->found << 16 | ca->sample_cnt;
	rounds[1] = ca->curr_rtt;
	cubictcp_acked(sk, &sample);
	rounds[2] = ca->found << 16 | ca->sample_cnt;
	rounds[3] = tp->snd_ssthresh;
	/* What is just not too long. */
	tp->snd_ssthresh = 0x7fffffff;
	ca->found = 0;
	sample.rtt_us = 13000;
	cubictcp_acked(sk, &sample);
	rounds[4] = ca->found << 16 | ca->sample_cnt;
	/* Acknowledgements that follow each other since longer than the round trip. */
	ca->last_ack += 5000;
	ca->round_start -= 20000;
	cubictcp_acked(sk, &sample);
	rounds[5] = ca->found << 16 | (tp->snd_ssthresh == 16);

	/* A timeout, and other states. */
	ca->last_max_cwnd = 7;
	cubictcp_state(sk, LOSS - 1);
	restarts[0] = ca->last_max_cwnd;
	cubictcp_state(sk, LOSS);
	restarts[1] = ca->last_max_cwnd + ca->found + ca->sample_cnt + ca->delay_min;
	restarts[2] = ca->curr_rtt;

	cubictcp_init(sk);
	tp->snd_ssthresh = 0x7fffffff;
	tp->snd_cwnd = cwnd;
}

__u32 shifted, stays_ended, not_beyond_now;

SEC("struct_ops/kfdoc_start")
void BPF_PROG(kfdoc_start, struct sock *sk)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;
	struct bictcp *ca = state_of(sk);
	__u32 epoch = ca->epoch_start;
	__u32 pause = (__u32)bpf_jiffies64() - tp->lsndtime;

	ca->epoch_start = (__u32)bpf_jiffies64() - 1000;
	cubictcp_cwnd_event_tx_start(sk);
	shifted = (__u32)bpf_jiffies64() - ca->epoch_start + pause;
	ca->epoch_start = (__u32)bpf_jiffies64();
	cubictcp_cwnd_event_tx_start(sk);
	not_beyond_now = (__u32)bpf_jiffies64() - ca->epoch_start;
	ca->epoch_start = 0;
	cubictcp_cwnd_event_tx_start(sk);
	stays_ended = ca->epoch_start == 0;
	ca->epoch_start = epoch;
}

SEC("struct_ops/kfdoc_ssthresh")
__u32 BPF_PROG(kfdoc_ssthresh, struct sock *sk)
{
	return cubictcp_recalc_ssthresh(sk);
}

SEC("struct_ops/kfdoc_undo")
__u32 BPF_PROG(kfdoc_undo, struct sock *sk)
{
	return ((struct tcp_sock *)sk)->snd_cwnd;
}

SEC(".struct_ops.link")
struct tcp_congestion_ops kfdoc_cubic = {
	.init = (void *)kfdoc_init,
	.ssthresh = (void *)kfdoc_ssthresh,
	.cong_avoid = (void *)kfdoc_avoid,
	.undo_cwnd = (void *)kfdoc_undo,
	.pkts_acked = (void *)kfdoc_acked,
	.cwnd_event_tx_start = (void *)kfdoc_start,
	.name = "kfdoc_cubic",
};
