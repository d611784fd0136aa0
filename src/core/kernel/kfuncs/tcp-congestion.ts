import { avoidCongestion, halfWindow, isInSlowStart, isLimited, slowStart, sockOf } from "./congestion-steps.ts";
import type { KfuncModel } from "./model.ts";

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
    if (!isStarting || left > 0) avoidCongestion(tp, tp.number("snd_cwnd"), left);
  },
};

/** net/ipv4/tcp_cong.c, v7.3. */
export const tcp_reno_ssthresh: KfuncModel<"tcp_reno_ssthresh"> = {
  name: "tcp_reno_ssthresh",
  notModelled: [],
  call: (_kernel, { sk }) => halfWindow(sockOf(sk)),
};

/** net/ipv4/tcp_cong.c, v7.3: the larger of the window now and before the loss. */
export const tcp_reno_undo_cwnd: KfuncModel<"tcp_reno_undo_cwnd"> = {
  name: "tcp_reno_undo_cwnd",
  notModelled: [],
  call: (_kernel, { sk }) => Math.max(sockOf(sk).number("snd_cwnd"), sockOf(sk).number("prior_cwnd")),
};
