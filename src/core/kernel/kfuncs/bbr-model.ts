import { nextRandom } from "../helpers/clock-and-chance.ts";
import { HZ } from "../objects/clock.ts";
import { BANDWIDTH_UNIT, type BbrConnection, bbrMode, type RateSample, UNIT, u32 } from "./bbr-connection.ts";
import { lookForPolicer } from "./bbr-policer.ts";
import { HIGH_GAIN } from "./bbr-rate.ts";
import { inNetwork, LEAST_WINDOW, saveWindow, targetInFlight } from "./bbr-window.ts";
import { isBefore } from "./congestion-steps.ts";
import { withMaximum } from "./win-minmax.ts";

/** bbr_bw_rtts, bbr_drain_gain, bbr_cwnd_gain, bbr_pacing_gain, bbr_cycle_rand (net/ipv4/tcp_bbr.c, v7.3). */
const BANDWIDTH_ROUNDS = 10;
const DRAIN_GAIN = 88;
const WINDOW_GAIN = 2 * UNIT;
const cycleGains = [320, 192, UNIT, UNIT, UNIT, UNIT, UNIT, UNIT] as const;
const CYCLE = cycleGains.length;
const STARTS = 7n;

/** bbr_min_rtt_win_sec and bbr_probe_rtt_mode_ms, in ticks. */
const RTT_WINDOW = 10 * HZ;
const PROBE_RTT_TIME = HZ / 5;

/** bbr_full_bw_thresh, bbr_full_bw_cnt */
const GROWTH = 320n;
const FULL_ROUNDS = 3;

/** bbr_extra_acked_win_rtts and its largest count, bbr_ack_epoch_acked_reset_thresh */
const EXCESS_ROUNDS = 5;
const MOST_ROUNDS = 0x1f;
const MOST_ACKED = 0xf_ffff;

/** bbr_advance_cycle_phase */
function nextPhase({ tp, state }: BbrConnection): void {
  state.put({ cycle_idx: (state.number("cycle_idx") + 1) % CYCLE, cycle_mstamp: tp.integer("delivered_mstamp") });
}

/** bbr_reset_probe_bw_mode: any phase but the one that drains may be the first. */
export function probeBandwidth(bbr: BbrConnection): void {
  const chance = Number((nextRandom(bbr.kernel) * STARTS) >> 32n);
  bbr.state.put({ mode: bbrMode.probeBandwidth, cycle_idx: CYCLE - 1 - chance });
  nextPhase(bbr);
}

/** bbr_update_bw */
function updateBandwidth(bbr: BbrConnection, sample: RateSample): void {
  const { tp, state } = bbr;
  state.put({ round_start: 0 });
  if (sample.delivered < 0 || sample.interval_us <= 0n) return;
  if (!isBefore(sample.prior_delivered, state.number("next_rtt_delivered"))) {
    state.put({ next_rtt_delivered: tp.number("delivered"), rtt_cnt: state.number("rtt_cnt") + 1 });
    state.put({ round_start: 1, packet_conservation: 0 });
  }
  lookForPolicer(bbr, sample, () => probeBandwidth(bbr));
  const bandwidth = (BigInt(sample.delivered) * BANDWIDTH_UNIT) / sample.interval_us;
  if (sample.is_app_limited && bandwidth < BigInt(bbr.largestBandwidth)) return;
  state.put({ bw: withMaximum(state.elements("bw"), BANDWIDTH_ROUNDS, state.number("rtt_cnt"), u32(bandwidth)) });
}

/** The windows in which the largest excess is kept change places every five rounds. */
function turnExcess({ state }: BbrConnection): void {
  const rounds = Math.min(MOST_ROUNDS, state.number("extra_acked_win_rtts") + 1);
  if (rounds < EXCESS_ROUNDS) {
    state.put({ extra_acked_win_rtts: rounds });
    return;
  }
  const index = 1 - state.number("extra_acked_win_idx");
  state.put({ extra_acked_win_rtts: 0, extra_acked_win_idx: index });
  state.put({ extra_acked: state.elements("extra_acked").map((each, at) => (at === index ? 0 : each)) });
}

/** bbr_update_ack_aggregation: how much more was acknowledged than the bandwidth accounts for. */
function updateExcess(bbr: BbrConnection, { acked_sacked: acked, delivered, interval_us }: RateSample): void {
  const { tp, state } = bbr;
  if (acked === 0 || delivered < 0 || interval_us <= 0n) return;
  if (state.number("round_start") === 1) turnExcess(bbr);
  const product = BigInt(bbr.bandwidth) * BigInt(bbr.sinceStamp("ack_epoch_mstamp"));
  let expected = u32(product / BANDWIDTH_UNIT);
  const before = state.number("ack_epoch_acked");
  if (before <= expected || u32(before + acked) > MOST_ACKED) {
    state.put({ ack_epoch_acked: 0, ack_epoch_mstamp: tp.integer("delivered_mstamp") });
    expected = 0;
  }
  const all = Math.min(MOST_ACKED, u32(state.number("ack_epoch_acked") + acked));
  state.put({ ack_epoch_acked: all });
  const extra = Math.min(u32(all - expected), bbr.window);
  const index = state.number("extra_acked_win_idx");
  const kept = state.elements("extra_acked");
  state.put({ extra_acked: kept.map((each, at) => (at === index && extra > each ? extra : each)) });
}

/** bbr_is_next_cycle_phase */
function isPhaseOver(bbr: BbrConnection, { prior_in_flight, losses }: RateSample): boolean {
  const { state } = bbr;
  const isLong = bbr.sinceStamp("cycle_mstamp") > state.number("min_rtt_us");
  const gain = state.number("pacing_gain");
  if (gain === UNIT) return isLong;
  const inFlight = inNetwork(bbr, prior_in_flight);
  const bandwidth = bbr.largestBandwidth;
  if (gain > UNIT) return isLong && (losses !== 0 || inFlight >= targetInFlight(bbr, bandwidth, gain));
  return isLong || inFlight <= targetInFlight(bbr, bandwidth, UNIT);
}

/** bbr_update_cycle_phase */
function updatePhase(bbr: BbrConnection, sample: RateSample): void {
  if (bbr.state.number("mode") === bbrMode.probeBandwidth && isPhaseOver(bbr, sample)) nextPhase(bbr);
}

/** bbr_check_full_bw_reached: three rounds in which the bandwidth did not grow by a quarter. */
function checkFull(bbr: BbrConnection, { is_app_limited }: RateSample): void {
  const { state, largestBandwidth } = bbr;
  if (bbr.isFull || state.number("round_start") === 0 || is_app_limited) return;
  if (largestBandwidth >= u32((BigInt(state.number("full_bw")) * GROWTH) >> 8n)) {
    state.put({ full_bw: largestBandwidth, full_bw_cnt: 0 });
    return;
  }
  state.put({ full_bw_cnt: state.number("full_bw_cnt") + 1 });
  state.put({ full_bw_reached: Number(state.number("full_bw_cnt") >= FULL_ROUNDS) });
}

/** bbr_check_drain */
function checkDrain(bbr: BbrConnection): void {
  const { tp, state } = bbr;
  const target = () => targetInFlight(bbr, bbr.largestBandwidth, UNIT);
  if (state.number("mode") === bbrMode.startup && bbr.isFull) {
    state.put({ mode: bbrMode.drain });
    tp.put({ snd_ssthresh: target() });
  }
  if (state.number("mode") === bbrMode.drain && inNetwork(bbr, bbr.inFlight) <= target()) probeBandwidth(bbr);
}

/** bbr_check_probe_rtt_done */
export function checkProbeDone(bbr: BbrConnection): void {
  const { state, now } = bbr;
  const end = state.number("probe_rtt_done_stamp");
  if (end === 0 || !isBefore(end, now)) return;
  state.put({ min_rtt_stamp: now });
  bbr.window = Math.max(bbr.window, state.number("prior_cwnd"));
  if (bbr.isFull) probeBandwidth(bbr);
  else state.put({ mode: bbrMode.startup });
}

/** Few packets for a fifth of a second and a round, so that queues are empty while the round trip is measured. */
function probeRtt(bbr: BbrConnection): void {
  const { tp, state } = bbr;
  tp.put({ app_limited: u32(tp.number("delivered") + bbr.inFlight) || 1 });
  if (state.number("probe_rtt_done_stamp") === 0) {
    if (bbr.inFlight > LEAST_WINDOW) return;
    state.put({ probe_rtt_done_stamp: u32(bbr.now + PROBE_RTT_TIME), probe_rtt_round_done: 0 });
    state.put({ next_rtt_delivered: tp.number("delivered") });
    return;
  }
  if (state.number("round_start") === 1) state.put({ probe_rtt_round_done: 1 });
  if (state.number("probe_rtt_round_done") === 1) checkProbeDone(bbr);
}

/** bbr_update_min_rtt: the shortest round trip of ten seconds; where it is older, it is measured on purpose. */
function updateRtt(bbr: BbrConnection, { rtt_us, is_ack_delayed, delivered }: RateSample): void {
  const { state, now } = bbr;
  const isOld = isBefore(u32(state.number("min_rtt_stamp") + RTT_WINDOW), now);
  const isShorter = rtt_us < BigInt(state.number("min_rtt_us"));
  if (rtt_us >= 0n && (isShorter || (isOld && !is_ack_delayed))) {
    state.put({ min_rtt_us: u32(rtt_us), min_rtt_stamp: now });
  }
  if (isOld && state.number("idle_restart") === 0 && state.number("mode") !== bbrMode.probeRtt) {
    state.put({ mode: bbrMode.probeRtt });
    saveWindow(bbr);
    state.put({ probe_rtt_done_stamp: 0 });
  }
  if (state.number("mode") === bbrMode.probeRtt) probeRtt(bbr);
  if (delivered > 0) state.put({ idle_restart: 0 });
}

/** bbr_update_gains, by mode: of pacing and of the window. */
const gains: readonly ((bbr: BbrConnection) => readonly [number, number])[] = [
  () => [HIGH_GAIN, HIGH_GAIN],
  () => [DRAIN_GAIN, HIGH_GAIN],
  ({ state }) => [
    state.number("lt_use_bw") === 1 ? UNIT : (cycleGains[state.number("cycle_idx")] ?? UNIT),
    WINDOW_GAIN,
  ],
  () => [UNIT, UNIT],
];

function updateGains(bbr: BbrConnection): void {
  const [pacing_gain, cwnd_gain] = gains[bbr.state.number("mode")]?.(bbr) ?? [];
  if (pacing_gain !== undefined && cwnd_gain !== undefined) bbr.state.put({ pacing_gain, cwnd_gain });
}

/** The order of bbr_update_model. */
export const modelSteps: readonly ((bbr: BbrConnection, sample: RateSample) => void)[] = [
  updateBandwidth,
  updateExcess,
  updatePhase,
  checkFull,
  checkDrain,
  updateRtt,
  updateGains,
];
