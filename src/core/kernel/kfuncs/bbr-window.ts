import {
  BANDWIDTH_BITS,
  BANDWIDTH_UNIT,
  type BbrConnection,
  bbrMode,
  type RateSample,
  UNIT,
  u32,
} from "./bbr-connection.ts";
import { segmentsAtOnce } from "./bbr-rate.ts";
import { TCP_CA_Recovery } from "./congestion-steps.ts";

const INITIAL_WINDOW = 10;
/** bbr_cwnd_min_target (net/ipv4/tcp_bbr.c, v7.3). */
export const LEAST_WINDOW = 4;
const NO_RTT = 0xffff_ffff;
/** bbr_extra_acked_max_us */
const MOST_EXTRA_US = 100_000n;

/** bbr_bdp: packets that the path holds, times a gain. */
function bandwidthDelayProduct({ state }: BbrConnection, bandwidth: number, gain: number): number {
  const rtt = state.number("min_rtt_us");
  if (rtt === NO_RTT) return INITIAL_WINDOW;
  const held = BigInt.asUintN(64, BigInt(bandwidth) * BigInt(rtt) * BigInt(gain)) >> 8n;
  return u32((held + BANDWIDTH_UNIT - 1n) / BANDWIDTH_UNIT);
}

/** bbr_quantization_budget: room for what both ends hand on at once. */
function withRoom(bbr: BbrConnection, window: number): number {
  const { state } = bbr;
  const even = (u32(window + 3 * segmentsAtOnce(bbr) + 1) & ~1) >>> 0;
  const isProbing = state.number("mode") === bbrMode.probeBandwidth && state.number("cycle_idx") === 0;
  return isProbing ? u32(even + 2) : even;
}

/** bbr_inflight */
export const targetInFlight = (bbr: BbrConnection, bandwidth: number, gain: number): number =>
  withRoom(bbr, bandwidthDelayProduct(bbr, bandwidth, gain));

/** bbr_packets_in_net_at_edt: of so many packets those that will be in the network when the next one may leave. */
export function inNetwork(bbr: BbrConnection, inFlight: number): number {
  const { tp, state } = bbr;
  const now = tp.integer("tcp_clock_cache");
  const departure = tp.integer("tcp_wstamp_ns");
  const wait = departure > now ? (departure - now) / 1000n : 0n;
  const delivered = u32(BigInt.asUintN(64, BigInt(bbr.bandwidth) * wait) >> BANDWIDTH_BITS);
  const then = u32(inFlight + (state.number("pacing_gain") > UNIT ? segmentsAtOnce(bbr) : 0));
  return delivered >= then ? 0 : then - delivered;
}

/** bbr_ack_aggregation_cwnd: what came acknowledged in excess, at most a tenth of a second's. */
function excess(bbr: BbrConnection): number {
  if (!bbr.isFull) return 0;
  const most = u32((BigInt(bbr.bandwidth) * MOST_EXTRA_US) / BANDWIDTH_UNIT);
  return Math.min(Math.max(...bbr.state.elements("extra_acked")), most);
}

/** bbr_save_cwnd: the last window that a loss or a probe has not cut. */
export function saveWindow({ state, window }: BbrConnection): void {
  const isGood = state.number("prev_ca_state") < TCP_CA_Recovery && state.number("mode") !== bbrMode.probeRtt;
  state.put({ prior_cwnd: isGood ? window : Math.max(state.number("prior_cwnd"), window) });
}

/** bbr_set_cwnd_to_recover_or_restore: the window, and whether each acknowledged packet may only be replaced. */
function recoverOrRestore(bbr: BbrConnection, { losses, acked_sacked: acked }: RateSample) {
  const { tp, state } = bbr;
  const [before, now] = [state.number("prev_ca_state"), tp.number("icsk_ca_state")];
  let window = losses > 0 ? Math.max((bbr.window - losses) | 0, 1) : bbr.window;
  if (now === TCP_CA_Recovery && before !== TCP_CA_Recovery) {
    state.put({ packet_conservation: 1, next_rtt_delivered: tp.number("delivered") });
    window = u32(bbr.inFlight + acked);
  } else if (before >= TCP_CA_Recovery && now < TCP_CA_Recovery) {
    window = Math.max(window, state.number("prior_cwnd"));
    state.put({ packet_conservation: 0 });
  }
  state.put({ prev_ca_state: now });
  const isConserving = state.number("packet_conservation") === 1;
  return { window: isConserving ? Math.max(window, u32(bbr.inFlight + acked)) : window, isConserving };
}

/** From a window towards what the path holds. */
function approach(bbr: BbrConnection, window: number, acked: number, target: number): number {
  const grown = u32(window + acked);
  if (bbr.isFull) return Math.max(Math.min(grown, target), LEAST_WINDOW);
  const mayGrow = window < target || bbr.tp.number("delivered") < INITIAL_WINDOW;
  return Math.max(mayGrow ? grown : window, LEAST_WINDOW);
}

function wantedWindow(bbr: BbrConnection, sample: RateSample, bandwidth: number, gain: number): number {
  const { acked_sacked: acked } = sample;
  if (acked === 0) return bbr.window;
  const { window, isConserving } = recoverOrRestore(bbr, sample);
  if (isConserving) return window;
  const held = u32(bandwidthDelayProduct(bbr, bandwidth, gain) + excess(bbr));
  return approach(bbr, window, acked, withRoom(bbr, held));
}

/** bbr_set_cwnd */
export function setWindow(bbr: BbrConnection, sample: RateSample, bandwidth: number, gain: number): void {
  bbr.window = Math.min(wantedWindow(bbr, sample, bandwidth, gain), bbr.tp.number("snd_cwnd_clamp"));
  if (bbr.state.number("mode") === bbrMode.probeRtt) bbr.window = Math.min(bbr.window, LEAST_WINDOW);
}
