import { toU32 } from "../../bytes/integers.ts";
import type { Kernel } from "../kernel.ts";
import type { BtfObject } from "../objects/btf-object.ts";
import { CongestionSock } from "../objects/congestion-sock.ts";
import { modelledObject } from "./modelled-object.ts";

/** enum tcp_ca_state (include/uapi/linux/tcp.h, v7.3). */
export const TCP_CA_Recovery = 3;
export const TCP_CA_Loss = 4;

/** The socket of a connection whose congestion control a program is. */
export const sockOf = (sock: { readonly object: BtfObject }): CongestionSock =>
  modelledObject(sock.object.kernel, sock, CongestionSock, "connection");

/** tcp_jiffies32 (include/net/tcp.h, v7.3). */
export const ticks = ({ clock }: Kernel): number => Number(toU32(clock.jiffies));

/** before(a, b) of times and sequence numbers that wrap (include/net/tcp.h, v7.3). */
export const isBefore = (one: number, other: number): boolean => ((one - other) | 0) < 0;

/** Half the window, but at least 2 (tcp_reno_ssthresh, net/ipv4/tcp_cong.c, v7.3). */
export const halfWindow = (tp: CongestionSock): number => Math.max(tp.number("snd_cwnd") >>> 1, 2);

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
