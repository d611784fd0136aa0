import type { ObjectPointer } from "./argument-types.ts";
import { BbrConnection, bbrMode, lossSample, readSample, UNIT } from "./bbr-connection.ts";
import { checkProbeDone, modelSteps, probeBandwidth } from "./bbr-model.ts";
import { forgetPolicer, lookForPolicer } from "./bbr-policer.ts";
import { leastSegments, setPacing, startPacing } from "./bbr-rate.ts";
import { saveWindow, setWindow } from "./bbr-window.ts";
import { sockOf, TCP_CA_Loss } from "./congestion-steps.ts";
import type { KfuncModel } from "./model.ts";
import { passedStruct } from "./passed-struct.ts";

const CHANCE = "Chance: the phase in which probing for bandwidth begins is the same in each run.";
const INFINITE = 0x7fff_ffff;
const PACING_NEEDED = 1;
/** Words of struct minmax after minmax_reset. */
const NO_BANDWIDTH = [0, 0, 0, 0, 0, 0];

const connectionOf = (sk: ObjectPointer<"sock">): BbrConnection => new BbrConnection(sockOf(sk));

/** What bbr_init clears, beside what it derives from the socket. */
const cleared = {
  prior_cwnd: 0,
  rtt_cnt: 0,
  prev_ca_state: 0,
  packet_conservation: 0,
  probe_rtt_done_stamp: 0,
  probe_rtt_round_done: 0,
  has_seen_rtt: 0,
  round_start: 0,
  idle_restart: 0,
  full_bw_reached: 0,
  full_bw: 0,
  full_bw_cnt: 0,
  cycle_mstamp: 0,
  cycle_idx: 0,
  ack_epoch_acked: 0,
  extra_acked_win_rtts: 0,
  extra_acked_win_idx: 0,
  extra_acked: [0, 0],
  bw: NO_BANDWIDTH,
  mode: bbrMode.startup,
} as const;

/** net/ipv4/tcp_bbr.c, v7.3. */
export const bbr_init: KfuncModel<"bbr_init"> = {
  name: "bbr_init",
  notModelled: [],
  call(_kernel, { sk }) {
    const bbr = connectionOf(sk);
    const { tp, state } = bbr;
    tp.put({ snd_ssthresh: INFINITE });
    state.put({
      ...cleared,
      next_rtt_delivered: tp.number("delivered"),
      min_rtt_us: tp.shortestRtt,
      min_rtt_stamp: bbr.now,
      ack_epoch_mstamp: tp.integer("tcp_mstamp"),
    });
    startPacing(bbr);
    forgetPolicer(bbr);
    if (tp.number("sk_pacing_status") === 0) tp.put({ sk_pacing_status: PACING_NEEDED });
  },
};

/** net/ipv4/tcp_bbr.c, v7.3: the path's bandwidth and round trip, then pace and window from both. */
export const bbr_main: KfuncModel<"bbr_main"> = {
  name: "bbr_main",
  notModelled: [CHANCE],
  call(_kernel, { sk, rs }) {
    const bbr = connectionOf(sk);
    const sample = readSample(passedStruct(rs));
    for (const step of modelSteps) step(bbr, sample);
    const { bandwidth, state } = bbr;
    setPacing(bbr, bandwidth, state.number("pacing_gain"));
    setWindow(bbr, sample, bandwidth, state.number("cwnd_gain"));
  },
};

/** net/ipv4/tcp_bbr.c, v7.3. */
export const bbr_sndbuf_expand: KfuncModel<"bbr_sndbuf_expand"> = {
  name: "bbr_sndbuf_expand",
  notModelled: [],
  call: () => 3,
};

/** net/ipv4/tcp_bbr.c, v7.3. */
export const bbr_undo_cwnd: KfuncModel<"bbr_undo_cwnd"> = {
  name: "bbr_undo_cwnd",
  notModelled: [],
  call(_kernel, { sk }) {
    const bbr = connectionOf(sk);
    bbr.state.put({ full_bw: 0, full_bw_cnt: 0 });
    forgetPolicer(bbr);
    return bbr.window;
  },
};

/** net/ipv4/tcp_bbr.c, v7.3. */
export const bbr_cwnd_event_tx_start: KfuncModel<"bbr_cwnd_event_tx_start"> = {
  name: "bbr_cwnd_event_tx_start",
  notModelled: [CHANCE],
  call(_kernel, { sk }) {
    const bbr = connectionOf(sk);
    const { tp, state } = bbr;
    if (tp.number("app_limited") === 0) return;
    state.put({ idle_restart: 1, ack_epoch_mstamp: tp.integer("tcp_mstamp"), ack_epoch_acked: 0 });
    const mode = state.number("mode");
    if (mode === bbrMode.probeBandwidth) setPacing(bbr, bbr.bandwidth, UNIT);
    else if (mode === bbrMode.probeRtt) checkProbeDone(bbr);
  },
};

/** net/ipv4/tcp_bbr.c, v7.3: the threshold stays; BBR notes the window. */
export const bbr_ssthresh: KfuncModel<"bbr_ssthresh"> = {
  name: "bbr_ssthresh",
  notModelled: [],
  call(_kernel, { sk }) {
    const bbr = connectionOf(sk);
    saveWindow(bbr);
    return bbr.tp.number("snd_ssthresh");
  },
};

/** net/ipv4/tcp_bbr.c, v7.3. */
export const bbr_min_tso_segs: KfuncModel<"bbr_min_tso_segs"> = {
  name: "bbr_min_tso_segs",
  notModelled: [],
  call: (_kernel, { sk }) => leastSegments(connectionOf(sk)),
};

/** net/ipv4/tcp_bbr.c, v7.3: a timeout is the end of a round in which a packet was lost. */
export const bbr_set_state: KfuncModel<"bbr_set_state"> = {
  name: "bbr_set_state",
  notModelled: [],
  call(_kernel, { sk, new_state }) {
    if (new_state !== TCP_CA_Loss) return;
    const bbr = connectionOf(sk);
    bbr.state.put({ prev_ca_state: TCP_CA_Loss, full_bw: 0, round_start: 1 });
    lookForPolicer(bbr, lossSample, () => probeBandwidth(bbr));
  },
};

export const bbr = [
  bbr_init,
  bbr_main,
  bbr_sndbuf_expand,
  bbr_undo_cwnd,
  bbr_cwnd_event_tx_start,
  bbr_ssthresh,
  bbr_min_tso_segs,
  bbr_set_state,
] as const;
