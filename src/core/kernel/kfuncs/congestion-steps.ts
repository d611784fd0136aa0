import type { BtfObject } from "../objects/btf-object.ts";
import { CongestionSock } from "../objects/congestion-sock.ts";

/** The socket; no other object of its type is there. */
export function sockOf({ object }: { readonly object: BtfObject }): CongestionSock {
  if (object instanceof CongestionSock) return object;
  throw new TypeError(`${object.name} is no socket that a congestion control was given`);
}

/** tcp_in_slow_start (include/net/tcp.h, v7.3). */
export const isInSlowStart = (tp: CongestionSock): boolean => tp.number("snd_cwnd") < tp.number("snd_ssthresh");

/** tcp_is_cwnd_limited (include/net/tcp.h, v7.3). */
export function isLimited(tp: CongestionSock): boolean {
  if (tp.number("is_cwnd_limited") === 1) return true;
  return isInSlowStart(tp) && tp.number("snd_cwnd") < (2 * tp.number("max_packets_out")) >>> 0;
}

/** tcp_slow_start (net/ipv4/tcp_cong.c, v7.3): the packets that are left over. */
export function slowStart(tp: CongestionSock, acked: number): number {
  const before = tp.number("snd_cwnd");
  const cwnd = Math.min((before + acked) >>> 0, tp.number("snd_ssthresh"));
  tp.set("snd_cwnd", Math.min(cwnd, tp.number("snd_cwnd_clamp")));
  return (acked - (cwnd - before)) >>> 0;
}

/** tcp_cong_avoid_ai (net/ipv4/tcp_cong.c, v7.3). */
export function avoidCongestion(tp: CongestionSock, window: number, acked: number): void {
  if (tp.number("snd_cwnd_cnt") >= window) {
    tp.set("snd_cwnd_cnt", 0);
    tp.set("snd_cwnd", (tp.number("snd_cwnd") + 1) >>> 0);
  }
  const count = (tp.number("snd_cwnd_cnt") + acked) >>> 0;
  const delta = count >= window && window > 0 ? Math.floor(count / window) : 0;
  tp.set("snd_cwnd_cnt", count - delta * window);
  tp.set("snd_cwnd", Math.min((tp.number("snd_cwnd") + delta) >>> 0, tp.number("snd_cwnd_clamp")));
}
