import type { BtfObject } from "../objects/btf-object.ts";
import { CongestionSock } from "../objects/congestion-sock.ts";
import type { KfuncModel } from "./model.ts";

/** The socket; no other object of its type is there. */
function sockOf({ object }: { readonly object: BtfObject }): CongestionSock {
  if (object instanceof CongestionSock) return object;
  throw new TypeError(`${object.name} is no socket that a congestion control was given`);
}

const isInSlowStart = (tp: CongestionSock): boolean => tp.get("snd_cwnd") < tp.get("snd_ssthresh");

/** tcp_is_cwnd_limited (include/net/tcp.h, v7.3). */
function isLimited(tp: CongestionSock): boolean {
  if (tp.get("is_cwnd_limited") === 1) return true;
  return isInSlowStart(tp) && tp.get("snd_cwnd") < (2 * tp.get("max_packets_out")) >>> 0;
}

function slowStart(tp: CongestionSock, acked: number): number {
  const before = tp.get("snd_cwnd");
  const cwnd = Math.min((before + acked) >>> 0, tp.get("snd_ssthresh"));
  tp.set("snd_cwnd", Math.min(cwnd, tp.get("snd_cwnd_clamp")));
  return (acked - (cwnd - before)) >>> 0;
}

function avoidCongestion(tp: CongestionSock, window: number, acked: number): void {
  if (tp.get("snd_cwnd_cnt") >= window) {
    tp.set("snd_cwnd_cnt", 0);
    tp.set("snd_cwnd", (tp.get("snd_cwnd") + 1) >>> 0);
  }
  const count = (tp.get("snd_cwnd_cnt") + acked) >>> 0;
  const delta = count >= window && window > 0 ? Math.floor(count / window) : 0;
  tp.set("snd_cwnd_cnt", count - delta * window);
  tp.set("snd_cwnd", Math.min((tp.get("snd_cwnd") + delta) >>> 0, tp.get("snd_cwnd_clamp")));
}

/** net/ipv4/tcp_cong.c, v7.3. */
export const tcp_slow_start: KfuncModel<"tcp_slow_start"> = {
  name: "tcp_slow_start",
  notModelled: [],
  call: (_kernel, { tp, acked }) => slowStart(sockOf(tp), acked),
};

/** net/ipv4/tcp_cong.c, v7.3. */
export const tcp_cong_avoid_ai: KfuncModel<"tcp_cong_avoid_ai"> = {
  name: "tcp_cong_avoid_ai",
  notModelled: ["A window of 0, for which Linux divides by zero: here the count only grows."],
  call(_kernel, { tp, w, acked }) {
    avoidCongestion(sockOf(tp), w, acked);
  },
};

/** net/ipv4/tcp_cong.c, v7.3. */
export const tcp_reno_cong_avoid: KfuncModel<"tcp_reno_cong_avoid"> = {
  name: "tcp_reno_cong_avoid",
  notModelled: [],
  call(_kernel, { sk, acked }) {
    const tp = sockOf(sk);
    if (!isLimited(tp)) return;
    const isStarting = isInSlowStart(tp);
    const left = isStarting ? slowStart(tp, acked) : acked;
    if (!isStarting || left > 0) avoidCongestion(tp, tp.get("snd_cwnd"), left);
  },
};

/** net/ipv4/tcp_cong.c, v7.3: half the window, but at least 2. */
export const tcp_reno_ssthresh: KfuncModel<"tcp_reno_ssthresh"> = {
  name: "tcp_reno_ssthresh",
  notModelled: [],
  call: (_kernel, { sk }) => Math.max(sockOf(sk).get("snd_cwnd") >>> 1, 2),
};

/** net/ipv4/tcp_cong.c, v7.3: the larger of the window now and before the loss. */
export const tcp_reno_undo_cwnd: KfuncModel<"tcp_reno_undo_cwnd"> = {
  name: "tcp_reno_undo_cwnd",
  notModelled: [],
  call: (_kernel, { sk }) => Math.max(sockOf(sk).get("snd_cwnd"), sockOf(sk).get("prior_cwnd")),
};
