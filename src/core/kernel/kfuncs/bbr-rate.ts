import { BANDWIDTH_BITS, BANDWIDTH_UNIT, type BbrConnection, u32 } from "./bbr-connection.ts";

/** bbr_high_gain: 2 / ln 2 (net/ipv4/tcp_bbr.c, v7.3). */
export const HIGH_GAIN = 739;

/** A hundredth less than what was measured; in microseconds a second. */
const MARGIN = 990_000n;
const NOMINAL_RTT_US = 1000;
/** bbr_min_tso_rate, in bytes a second. */
const MIN_TSO_RATE = 150_000n;
const MOST_SEGMENTS = 0x7f;
/** GSO_LEGACY_MAX_SIZE - 1 - MAX_TCP_HEADER, of Debian's kernels for clouds. */
const MOST_BYTES = 65_279n;

const u64 = (value: bigint): bigint => BigInt.asUintN(64, value);

/** bbr_rate_bytes_per_sec */
export function bytesPerSecond({ tp }: BbrConnection, bandwidth: number, gain: number): bigint {
  const bytes = u64(u64(BigInt(bandwidth) * BigInt(u32(tp.number("mss_cache")))) * BigInt(gain));
  return u64((bytes >> 8n) * MARGIN) >> BANDWIDTH_BITS;
}

/** bbr_bw_to_pacing_rate */
function pacingRate(bbr: BbrConnection, bandwidth: number, gain: number): bigint {
  const rate = bytesPerSecond(bbr, bandwidth, gain);
  const most = bbr.tp.integer("sk_max_pacing_rate");
  if (rate > most) return most;
  return rate;
}

/** bbr_init_pacing_rate_from_rtt: as if the first window were sent in a round trip. */
export function startPacing(bbr: BbrConnection): void {
  const { tp, state } = bbr;
  const smoothed = u32(tp.number("srtt_us"));
  if (smoothed !== 0) state.put({ has_seen_rtt: 1 });
  const rtt = smoothed === 0 ? NOMINAL_RTT_US : Math.max(smoothed >>> 3, 1);
  const bandwidth = u32((BigInt(bbr.window) * BANDWIDTH_UNIT) / BigInt(rtt));
  tp.put({ sk_pacing_rate: pacingRate(bbr, bandwidth, HIGH_GAIN) });
}

/** bbr_set_pacing_rate: not slower, as long as the pipe is not known to be full. */
export function setPacing(bbr: BbrConnection, bandwidth: number, gain: number): void {
  const { tp, state } = bbr;
  const rate = pacingRate(bbr, bandwidth, gain);
  if (state.number("has_seen_rtt") === 0 && tp.number("srtt_us") !== 0) startPacing(bbr);
  if (bbr.isFull || rate > tp.integer("sk_pacing_rate")) tp.put({ sk_pacing_rate: rate });
}

/** bbr_min_tso_segs */
export const leastSegments = ({ tp }: BbrConnection): number => (tp.integer("sk_pacing_rate") < MIN_TSO_RATE ? 1 : 2);

/** bbr_tso_segs_goal: packets that are handed to the device at once. */
export function segmentsAtOnce(bbr: BbrConnection): number {
  const { tp } = bbr;
  const paced = tp.integer("sk_pacing_rate") >> BigInt(tp.number("sk_pacing_shift"));
  const bytes = Number(paced < MOST_BYTES ? paced : MOST_BYTES);
  const segments = Math.max(Math.floor(bytes / u32(tp.number("mss_cache"))), leastSegments(bbr));
  return Math.min(segments, MOST_SEGMENTS);
}
