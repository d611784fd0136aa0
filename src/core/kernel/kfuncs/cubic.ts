import { HZ } from "../objects/clock.ts";
import type { CongestionSock } from "../objects/congestion-sock.ts";
import { CongestionState } from "../objects/congestion-state.ts";
import {
  avoidCongestion,
  isBefore,
  isInSlowStart,
  isLimited,
  slowStart,
  sockOf,
  TCP_CA_Loss,
  ticks,
} from "./congestion-steps.ts";
import { BETA, BETA_SCALE, updateCurve } from "./cubic-curve.ts";
import { beginRound, updateHystart } from "./hystart.ts";
import type { KfuncModel } from "./model.ts";
import { passedStruct } from "./passed-struct.ts";

const PARAMETERS = "Parameters of the module `tcp_cubic` other than their defaults.";

const stateOf = (tp: CongestionSock): CongestionState => new CongestionState(tp, "bictcp");

/** bictcp_reset: all but the samples of the round. */
function reset(ca: CongestionState): void {
  ca.clearBefore("unused");
  ca.put({ found: 0 });
}

/** net/ipv4/tcp_cubic.c, v7.3. */
export const cubictcp_init: KfuncModel<"cubictcp_init"> = {
  name: "cubictcp_init",
  notModelled: [PARAMETERS],
  call(_kernel, { sk }) {
    const tp = sockOf(sk);
    const ca = stateOf(tp);
    reset(ca);
    beginRound(tp, ca);
  },
};

/** net/ipv4/tcp_cubic.c, v7.3: the pause does not count for the curve. */
export const cubictcp_cwnd_event_tx_start: KfuncModel<"cubictcp_cwnd_event_tx_start"> = {
  name: "cubictcp_cwnd_event_tx_start",
  notModelled: [],
  call(kernel, { sk }) {
    const tp = sockOf(sk);
    const ca = stateOf(tp);
    const now = ticks(kernel);
    const pause = (now - tp.number("lsndtime")) | 0;
    const epoch = ca.number("epoch_start");
    if (epoch === 0 || pause <= 0) return;
    const later = (epoch + pause) >>> 0;
    ca.put({ epoch_start: isBefore(now, later) ? now : later });
  },
};

/** net/ipv4/tcp_cubic.c, v7.3. */
export const cubictcp_cong_avoid: KfuncModel<"cubictcp_cong_avoid"> = {
  name: "cubictcp_cong_avoid",
  notModelled: [PARAMETERS, "A window of 0 above the threshold, for which Linux does not return."],
  call(kernel, { sk, acked }) {
    const tp = sockOf(sk);
    if (!isLimited(tp)) return;
    const left = isInSlowStart(tp) ? slowStart(tp, acked) : undefined;
    if (left === 0) return;
    const ca = stateOf(tp);
    updateCurve(ca, ticks(kernel), tp.number("snd_cwnd"), left ?? acked);
    avoidCongestion(tp, ca.number("cnt"), left ?? acked);
  },
};

/** net/ipv4/tcp_cubic.c, v7.3: fast convergence lets go of a part of the largest window where that was not reached again. */
export const cubictcp_recalc_ssthresh: KfuncModel<"cubictcp_recalc_ssthresh"> = {
  name: "cubictcp_recalc_ssthresh",
  notModelled: [PARAMETERS],
  call(_kernel, { sk }) {
    const tp = sockOf(sk);
    const ca = stateOf(tp);
    const window = tp.number("snd_cwnd");
    const isShrinking = window < ca.number("last_max_cwnd");
    const converged = Math.floor((Math.imul(window, BETA_SCALE + BETA) >>> 0) / (2 * BETA_SCALE));
    ca.put({ epoch_start: 0, last_max_cwnd: isShrinking ? converged : window });
    return Math.max(Math.floor((Math.imul(window, BETA) >>> 0) / BETA_SCALE), 2);
  },
};

/** net/ipv4/tcp_cubic.c, v7.3: after a timeout all begins anew. */
export const cubictcp_state: KfuncModel<"cubictcp_state"> = {
  name: "cubictcp_state",
  notModelled: [],
  call(_kernel, { sk, new_state }) {
    if (new_state !== TCP_CA_Loss) return;
    const tp = sockOf(sk);
    const ca = stateOf(tp);
    reset(ca);
    beginRound(tp, ca);
  },
};

/** net/ipv4/tcp_cubic.c, v7.3. */
export const cubictcp_acked: KfuncModel<"cubictcp_acked"> = {
  name: "cubictcp_acked",
  notModelled: [PARAMETERS, "The counters of the namespace that say how often slow start was left."],
  call(kernel, { sk, sample }) {
    const tp = sockOf(sk);
    const ca = stateOf(tp);
    const rtt = passedStruct(sample).number("rtt_us");
    if (rtt < 0) return;
    const epoch = ca.number("epoch_start");
    if (epoch !== 0 && ((ticks(kernel) - epoch) | 0) < HZ) return;
    const delay = rtt === 0 ? 1 : rtt;
    const shortest = ca.number("delay_min");
    if (shortest === 0 || shortest > delay) ca.put({ delay_min: delay });
    if (ca.number("found") === 0 && isInSlowStart(tp)) updateHystart(tp, ca, delay);
  },
};

export const cubic = [
  cubictcp_init,
  cubictcp_recalc_ssthresh,
  cubictcp_cong_avoid,
  cubictcp_state,
  cubictcp_cwnd_event_tx_start,
  cubictcp_acked,
] as const;
