import { BANDWIDTH_UNIT, type BbrConnection, bbrMode, type RateSample, UNIT, u32 } from "./bbr-connection.ts";
import { bytesPerSecond } from "./bbr-rate.ts";

/** bbr_lt_intvl_min_rtts, bbr_lt_loss_thresh, bbr_lt_bw_ratio, bbr_lt_bw_diff, bbr_lt_bw_max_rtts (net/ipv4/tcp_bbr.c, v7.3). */
const LEAST_ROUNDS = 4;
const LOSS_THRESHOLD = 50;
const BANDWIDTH_RATIO = UNIT / 8;
const BANDWIDTH_DIFFERENCE = 500n;
const MOST_ROUNDS = 48;
/** Milliseconds that are too many to count in microseconds. */
const TOO_LONG = 4_294_967;

/** bbr_reset_lt_bw_sampling_interval */
function beginInterval({ tp, state }: BbrConnection): void {
  state.put({
    lt_last_stamp: tp.integer("delivered_mstamp") / 1000n,
    lt_last_delivered: tp.number("delivered"),
    lt_last_lost: tp.number("lost"),
    lt_rtt_cnt: 0,
  });
}

/** bbr_reset_lt_bw_sampling */
export function forgetPolicer(bbr: BbrConnection): void {
  bbr.state.put({ lt_bw: 0, lt_use_bw: 0, lt_is_sampling: 0 });
  beginInterval(bbr);
}

/** bbr_lt_bw_interval_done: two intervals of the same bandwidth are those of a policer. */
function endInterval(bbr: BbrConnection, bandwidth: number): void {
  const { state } = bbr;
  const before = state.number("lt_bw");
  const difference = u32(Math.abs((bandwidth - before) | 0));
  const isClose =
    u32(difference * UNIT) <= u32(BANDWIDTH_RATIO * before) ||
    bytesPerSecond(bbr, difference, UNIT) <= BANDWIDTH_DIFFERENCE;
  if (before !== 0 && isClose) {
    state.put({ lt_bw: u32(bandwidth + before) >>> 1, lt_use_bw: 1, pacing_gain: UNIT, lt_rtt_cnt: 0 });
    return;
  }
  state.put({ lt_bw: bandwidth });
  beginInterval(bbr);
}

/** The bandwidth of an interval in which a fifth of the packets was lost; undefined where it is not over. */
function measure(bbr: BbrConnection): number | undefined {
  const { tp, state } = bbr;
  const lost = u32(tp.number("lost") - state.number("lt_last_lost"));
  const delivered = u32(tp.number("delivered") - state.number("lt_last_delivered"));
  if (delivered === 0 || u32(lost * UNIT) < u32(LOSS_THRESHOLD * delivered)) return undefined;
  const milliseconds = u32(tp.integer("delivered_mstamp") / 1000n - BigInt(state.number("lt_last_stamp")));
  if ((milliseconds | 0) < 1) return undefined;
  if (milliseconds >= TOO_LONG) {
    forgetPolicer(bbr);
    return undefined;
  }
  return u32((BigInt(delivered) * BANDWIDTH_UNIT) / BigInt(milliseconds * 1000));
}

/** Whether an interval has begun; it does at the first loss. */
function isSampling(bbr: BbrConnection, { losses }: RateSample): boolean {
  const { state } = bbr;
  if (state.number("lt_is_sampling") === 1) return true;
  if (losses === 0) return false;
  beginInterval(bbr);
  state.put({ lt_is_sampling: 1 });
  return true;
}

/** A policer that was found holds for 48 rounds. Whether it is given up. */
function isGivenUp(bbr: BbrConnection): boolean {
  const { state } = bbr;
  if (state.number("mode") !== bbrMode.probeBandwidth || state.number("round_start") === 0) return false;
  state.put({ lt_rtt_cnt: state.number("lt_rtt_cnt") + 1 });
  if (state.number("lt_rtt_cnt") < MOST_ROUNDS) return false;
  forgetPolicer(bbr);
  return true;
}

/** After four rounds or more an interval ends with a loss; after sixteen it was too long. */
function endWhereDue(bbr: BbrConnection, { losses }: RateSample): void {
  const { state } = bbr;
  if (state.number("round_start") === 1) state.put({ lt_rtt_cnt: state.number("lt_rtt_cnt") + 1 });
  const rounds = state.number("lt_rtt_cnt");
  if (rounds < LEAST_ROUNDS) return;
  if (rounds > 4 * LEAST_ROUNDS) {
    forgetPolicer(bbr);
    return;
  }
  const bandwidth = losses === 0 ? undefined : measure(bbr);
  if (bandwidth !== undefined) endInterval(bbr, bandwidth);
}

/** bbr_lt_bw_sampling: looks for a policer that drops what is above its rate. `restart` begins the cycle of gains anew. */
export function lookForPolicer(bbr: BbrConnection, sample: RateSample, restart: () => void): void {
  const { state } = bbr;
  if (state.number("lt_use_bw") === 1) {
    if (isGivenUp(bbr)) restart();
    return;
  }
  if (!isSampling(bbr, sample)) return;
  if (sample.is_app_limited) forgetPolicer(bbr);
  else endWhereDue(bbr, sample);
}
