import type { CongestionSock } from "../objects/congestion-sock.ts";
import type { CongestionState } from "../objects/congestion-state.ts";
import { isBefore } from "./congestion-steps.ts";

/** hystart_low_window, hystart_ack_delta_us, HYSTART_MIN_SAMPLES and the bounds of HYSTART_DELAY_THRESH (net/ipv4/tcp_cubic.c, v7.3). */
const LOW_WINDOW = 16;
const ACK_DELTA_US = 2000;
const MIN_SAMPLES = 8;
const DELAY_MIN = 4000;
const DELAY_MAX = 16_000;
const MOST_ACK_DELAY = 1000n;

const u32 = (value: number): number => value >>> 0;

/** bictcp_clock_us: the time of the last packet, in microseconds. */
const clockOf = (tp: CongestionSock): number => Number(BigInt.asUintN(32, tp.integer("tcp_mstamp")));

/** bictcp_hystart_reset: a round begins. */
export function beginRound(tp: CongestionSock, ca: CongestionState): void {
  const now = clockOf(tp);
  ca.put({ round_start: now, last_ack: now, end_seq: tp.number("snd_nxt"), curr_rtt: 0xffff_ffff, sample_cnt: 0 });
}

/** hystart_ack_delay: what the sending of four of the largest packets takes, in microseconds. */
function ackDelay(tp: CongestionSock): number {
  const rate = tp.integer("sk_pacing_rate");
  if (rate === 0n) return 0;
  const delay = (BigInt(u32(tp.number("sk_gso_max_size"))) * 4n * 1_000_000n) / rate;
  return Number(delay < MOST_ACK_DELAY ? delay : MOST_ACK_DELAY);
}

function leaveSlowStart(tp: CongestionSock, ca: CongestionState): void {
  ca.put({ found: 1 });
  tp.put({ snd_ssthresh: tp.number("snd_cwnd") });
}

/** Acknowledgements that follow each other closely for longer than half the shortest round trip. */
function lookAtTrain(tp: CongestionSock, ca: CongestionState): void {
  const now = clockOf(tp);
  if (((now - ca.number("last_ack")) | 0) > ACK_DELTA_US) return;
  ca.put({ last_ack: now });
  const threshold = u32(ca.number("delay_min") + ackDelay(tp));
  const isPaced = tp.number("sk_pacing_status") !== 0;
  if (u32(now - ca.number("round_start")) > (isPaced ? threshold : threshold >>> 1)) leaveSlowStart(tp, ca);
}

/** Round trips that have become longer than the shortest one by more than an eighth. */
function lookAtDelay(tp: CongestionSock, ca: CongestionState, delay: number): void {
  ca.put({ curr_rtt: Math.min(ca.number("curr_rtt"), delay) });
  const samples = ca.number("sample_cnt");
  if (samples < MIN_SAMPLES) {
    ca.put({ sample_cnt: samples + 1 });
    return;
  }
  const shortest = ca.number("delay_min");
  const more = Math.min(Math.max(shortest >>> 3, DELAY_MIN), DELAY_MAX);
  if (ca.number("curr_rtt") > u32(shortest + more)) leaveSlowStart(tp, ca);
}

/** hystart_update: whether slow start had better end before packets are lost. `delay` in microseconds. */
export function updateHystart(tp: CongestionSock, ca: CongestionState, delay: number): void {
  if (isBefore(ca.number("end_seq"), tp.number("snd_una"))) beginRound(tp, ca);
  if (tp.number("snd_cwnd") < LOW_WINDOW) return;
  lookAtTrain(tp, ca);
  lookAtDelay(tp, ca, delay);
}
