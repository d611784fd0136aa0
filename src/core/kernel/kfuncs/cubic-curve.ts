import { HZ } from "../objects/clock.ts";
import type { CongestionState } from "../objects/congestion-state.ts";

/** beta and BICTCP_BETA_SCALE: after a loss 717/1024 of the window are left (net/ipv4/tcp_cubic.c, v7.3). */
export const BETA = 717;
export const BETA_SCALE = 1024;

/** What cubictcp_register computes from the module's defaults: cube_rtt_scale, cube_factor, beta_scale. */
const CURVE = 41n * 10n;
const CURVE_INVERSE = (1n << 40n) / CURVE;
const RENO = Math.floor(Math.floor((8 * (BETA_SCALE + BETA)) / 3) / (BETA_SCALE - BETA));

/** The curve's time is counted in so many bits of a second. */
const TIME_BITS = 10n;
const MICROSECONDS_PER_TICK = 1_000_000n / BigInt(HZ);
/** What usecs_to_jiffies makes of more than this is MAX_JIFFY_OFFSET (kernel/time/time.c, v7.3). */
const MOST_MICROSECONDS = 4_294_959_296n;
const MAX_JIFFY_OFFSET = (1n << 62n) - 2n;

/** The least and the most acknowledged packets for each packet more, the most while no loss is known. */
const QUICKEST = 2;
const SLOWEST_AT_FIRST = 20;

/** v in cubic_root: cube roots of the numbers 0 to 63, a little more than 64 times as large. */
const ROOTS = [
  0, 54, 54, 54, 118, 118, 118, 118, 123, 129, 134, 138, 143, 147, 151, 156, 157, 161, 164, 168, 170, 173, 176, 179,
  181, 185, 187, 190, 192, 194, 197, 199, 200, 202, 204, 206, 209, 211, 213, 215, 217, 219, 221, 222, 224, 225, 227,
  229, 231, 232, 234, 236, 237, 239, 240, 242, 244, 245, 246, 248, 250, 251, 252, 254,
];

const u32 = (value: bigint): number => Number(BigInt.asUintN(32, value));
const root = (index: number): number => ROOTS[index] ?? 0;

/** cubic_root (net/ipv4/tcp_cubic.c, v7.3): a table's value and one step of Newton's method, about 0.2 % off. */
export function cubicRoot(value: bigint): number {
  const bits = value.toString(2).length;
  if (bits < 7) return (root(Number(value)) + 35) >>> 6;
  const third = ((bits * 84) >>> 8) - 1;
  const guess = ((root(Number(value >> BigInt(third * 3))) + 10) << third) >>> 6;
  const sum = BigInt(2 * guess) + value / (BigInt(guess) * BigInt(guess - 1));
  return u32(BigInt(u32(sum)) * 341n) >>> 10;
}

function ticksOf(microseconds: number): bigint {
  const exact = BigInt(microseconds);
  if (exact > MOST_MICROSECONDS) return MAX_JIFFY_OFFSET;
  return (exact + MICROSECONDS_PER_TICK - 1n) / MICROSECONDS_PER_TICK;
}

/** A new epoch: the curve is to lead from this window to the one before the loss. */
function beginEpoch(ca: CongestionState, now: number, window: number, acked: number): void {
  const before = ca.number("last_max_cwnd");
  const isBelow = before > window;
  ca.put({
    epoch_start: now,
    ack_cnt: acked,
    tcp_cwnd: window,
    bic_K: isBelow ? cubicRoot(CURVE_INVERSE * BigInt(before - window)) : 0,
    bic_origin_point: isBelow ? before : window,
  });
}

/** The window that the curve has at this time. */
function targetOf(ca: CongestionState, now: number): number {
  const ticks = BigInt.asUintN(64, BigInt((now - ca.number("epoch_start")) | 0) + ticksOf(ca.number("delay_min")));
  const time = BigInt.asUintN(64, ticks << TIME_BITS) / BigInt(HZ);
  const inflection = BigInt(ca.number("bic_K"));
  const isBefore = time < inflection;
  const distance = isBefore ? inflection - time : time - inflection;
  const delta = u32(BigInt.asUintN(64, CURVE * distance ** 3n) >> (10n + 3n * TIME_BITS));
  return (ca.number("bic_origin_point") + (isBefore ? -delta : delta)) >>> 0;
}

function followCurve(ca: CongestionState, now: number, window: number, acked: number): void {
  ca.put({ last_cwnd: window, last_time: now });
  if (ca.number("epoch_start") === 0) beginEpoch(ca, now, window, acked);
  const target = targetOf(ca, now);
  const count = target > window ? Math.floor(window / (target - window)) : Math.imul(100, window) >>> 0;
  ca.put({ cnt: ca.number("last_max_cwnd") === 0 ? Math.min(count, SLOWEST_AT_FIRST) : count });
}

/** TCP friendliness: no slower than Reno would be. */
function keepUpWithReno(ca: CongestionState, window: number): void {
  const step = (Math.imul(window, RENO) >>> 0) >>> 3;
  const acked = ca.number("ack_cnt");
  if (acked > step && step > 0) {
    const steps = Math.ceil(acked / step) - 1;
    ca.put({ ack_cnt: acked - steps * step, tcp_cwnd: ca.number("tcp_cwnd") + steps });
  }
  const ahead = ca.number("tcp_cwnd") - window;
  if (ahead > 0) ca.put({ cnt: Math.min(ca.number("cnt"), Math.floor(window / ahead)) });
}

/** bictcp_update (net/ipv4/tcp_cubic.c, v7.3): sets `cnt`, the acknowledged packets for each packet more. */
export function updateCurve(ca: CongestionState, now: number, window: number, acked: number): void {
  ca.put({ ack_cnt: ca.number("ack_cnt") + acked });
  const sinceLast = (now - ca.number("last_time")) | 0;
  if (ca.number("last_cwnd") === window && sinceLast <= HZ >> 5) return;
  if (ca.number("epoch_start") === 0 || sinceLast !== 0) followCurve(ca, now, window, acked);
  keepUpWithReno(ca, window);
  ca.put({ cnt: Math.max(ca.number("cnt"), QUICKEST) });
}
