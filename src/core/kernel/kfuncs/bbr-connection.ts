import type { Kernel } from "../kernel.ts";
import type { CongestionSock } from "../objects/congestion-sock.ts";
import { CongestionState } from "../objects/congestion-state.ts";
import type { StructAccess } from "../objects/struct-access.ts";
import { ticks } from "./congestion-steps.ts";

/** enum bbr_mode (net/ipv4/tcp_bbr.c, v7.3). */
export const bbrMode = { startup: 0, drain: 1, probeBandwidth: 2, probeRtt: 3 } as const;

/** BBR_UNIT: a gain of one; BW_SCALE: bandwidth is in packets a microsecond, with so many bits after the point. */
export const UNIT = 256;
export const BANDWIDTH_BITS = 24n;
export const BANDWIDTH_UNIT = 1n << BANDWIDTH_BITS;

export const u32 = (value: number | bigint): number => Number(BigInt.asUintN(32, BigInt(value)));

/** What of struct rate_sample BBR looks at. */
export interface RateSample {
  readonly delivered: number;
  readonly prior_delivered: number;
  readonly prior_in_flight: number;
  readonly acked_sacked: number;
  readonly losses: number;
  readonly is_app_limited: boolean;
  readonly is_ack_delayed: boolean;
  /** In microseconds; not above 0 where the sample is worth nothing. */
  readonly interval_us: bigint;
  /** In microseconds; negative where there is none. */
  readonly rtt_us: bigint;
}

/** BBR's own sample of a timeout. */
export const lossSample: RateSample = {
  delivered: 0,
  prior_delivered: 0,
  prior_in_flight: 0,
  acked_sacked: 0,
  losses: 1,
  is_app_limited: false,
  is_ack_delayed: false,
  interval_us: 0n,
  rtt_us: 0n,
};

export const readSample = (sample: StructAccess): RateSample => ({
  delivered: sample.number("delivered"),
  prior_delivered: sample.number("prior_delivered"),
  prior_in_flight: sample.number("prior_in_flight"),
  acked_sacked: sample.number("acked_sacked"),
  losses: sample.number("losses"),
  is_app_limited: sample.number("is_app_limited") !== 0,
  is_ack_delayed: sample.number("is_ack_delayed") !== 0,
  interval_us: sample.integer("interval_us"),
  rtt_us: sample.integer("rtt_us"),
});

/** A connection with what BBR keeps of it. */
export class BbrConnection {
  readonly kernel: Kernel;
  readonly tp: CongestionSock;
  readonly state: CongestionState;

  constructor(tp: CongestionSock) {
    this.kernel = tp.kernel;
    this.tp = tp;
    this.state = new CongestionState(tp, "bbr");
  }

  get now(): number {
    return ticks(this.kernel);
  }

  get window(): number {
    return this.tp.number("snd_cwnd");
  }

  set window(packets: number) {
    this.tp.put({ snd_cwnd: packets });
  }

  get isFull(): boolean {
    return this.state.number("full_bw_reached") === 1;
  }

  /** bbr_max_bw */
  get largestBandwidth(): number {
    return this.state.elements("bw")[1] ?? 0;
  }

  /** bbr_bw: that of a policer where one was found. */
  get bandwidth(): number {
    return this.state.number("lt_use_bw") === 1 ? this.state.number("lt_bw") : this.largestBandwidth;
  }

  /** tcp_packets_in_flight */
  get inFlight(): number {
    const [out, sacked, lost, again] = ["packets_out", "sacked_out", "lost_out", "retrans_out"].map((name) =>
      this.tp.number(name),
    ) as [number, number, number, number];
    return u32(out - sacked - lost + again);
  }

  /** tcp_stamp_us_delta: microseconds from a time in the state to that of the last delivery; never negative. */
  sinceStamp(name: string): number {
    const start = BigInt.asUintN(64, this.state.integer(name));
    const delta = BigInt.asIntN(64, this.tp.integer("delivered_mstamp") - start);
    return delta > 0n ? u32(delta) : 0;
  }
}
