import { BtfObject } from "../objects/btf-object.ts";
import type { CongestionSock } from "../objects/congestion-sock.ts";
import { CongestionState } from "../objects/congestion-state.ts";
import { structType } from "../objects/struct-access.ts";
import { halfWindow, isBefore, sockOf, TCP_CA_Recovery } from "./congestion-steps.ts";
import type { KfuncModel } from "./model.ts";

/** DCTCP_MAX_ALPHA: all packets were marked; and dctcp_shift_g, by which a round trip counts (net/ipv4/tcp_dctcp.c, v7.3). */
const MAX_ALPHA = 1024;
const SHIFT_G = 4;
const LEAST_THRESHOLD = 2;

/** TCP_ECN_MODE_ANY and TCP_ECN_DEMAND_CWR (include/net/tcp.h, v7.3), INET_ECN_MASK (include/net/inet_ecn.h). */
const ECN_MODE_ANY = 0b1_0001;
const ECN_DEMAND_CWR = 4;
const INET_ECN_MASK = 3;

/** Of sockets without a connection (include/net/tcp_states.h, v7.3). */
const unconnected: ReadonlySet<number> = new Set([7, 10]);

/** ICSK_ACK_TIMER and ICSK_ACK_NOW (include/net/inet_connection_sock.h, v7.3). */
const ACK_TIMER = 2;
const ACK_NOW = 16;

const PARAMETERS = "Parameters of the module `tcp_dctcp` other than their defaults.";
const LOAD_BALANCING = "Protective load balancing: the sysctl `tcp_plb_enabled` is off, as it is by default.";

const stateOf = (tp: CongestionSock): CongestionState => new CongestionState(tp, "dctcp");

/** dctcp_reset: a round trip begins. */
function beginRound(tp: CongestionSock, ca: CongestionState): void {
  ca.put({
    next_seq: tp.number("snd_nxt"),
    old_delivered: tp.number("delivered"),
    old_delivered_ce: tp.number("delivered_ce"),
  });
}

function setUp(tp: CongestionSock): void {
  const ca = stateOf(tp);
  ca.put({ prior_rcv_nxt: tp.number("rcv_nxt"), dctcp_alpha: MAX_ALPHA, loss_cwnd: 0, ce_state: 0 });
  beginRound(tp, ca);
  ca.put({ "plb.consec_cong_rounds": 0, "plb.pause_until": 0 });
}

/** The other end does not know ECN: the connection changes to operations of the module that are Reno's. */
function fallBack(tp: CongestionSock): void {
  const { kernel } = tp;
  const reno = new BtfObject(kernel, "dctcp_reno", structType(kernel.btf, "tcp_congestion_ops"));
  reno.setBytes("name", new TextEncoder().encode("dctcp-reno"));
  tp.setPointer("icsk_ca_ops", reno);
  tp.put({ tos: tp.number("tos") & ~INET_ECN_MASK });
}

/** net/ipv4/tcp_dctcp.c, v7.3. */
export const dctcp_init: KfuncModel<"dctcp_init"> = {
  name: "dctcp_init",
  notModelled: [PARAMETERS, "Without ECN, the traffic class of an IPv6 connection."],
  call(_kernel, { sk }) {
    const tp = sockOf(sk);
    const hasEcn = (tp.number("ecn_flags") & ECN_MODE_ANY) !== 0;
    if (hasEcn || unconnected.has(tp.number("__sk_common.skc_state"))) setUp(tp);
    else fallBack(tp);
  },
};

/** net/ipv4/tcp_dctcp.c, v7.3: the window less half the share of marked packets. */
export const dctcp_ssthresh: KfuncModel<"dctcp_ssthresh"> = {
  name: "dctcp_ssthresh",
  notModelled: [],
  call(_kernel, { sk }) {
    const tp = sockOf(sk);
    const ca = stateOf(tp);
    const window = tp.number("snd_cwnd");
    ca.put({ loss_cwnd: window });
    const less = (Math.imul(window, ca.number("dctcp_alpha")) >>> 0) >>> 11;
    return Math.max((window - less) >>> 0, LEAST_THRESHOLD);
  },
};

/** The share of marked packets, of which each round trip counts for a sixteenth. */
function averageOf(alpha: number, delivered: number, marked: number): number {
  const decay = alpha >>> SHIFT_G;
  const rest = alpha - (decay === 0 ? alpha : decay);
  if (marked === 0) return rest;
  const fresh = Math.floor(((marked << (10 - SHIFT_G)) >>> 0) / Math.max(1, delivered));
  return Math.min((rest + fresh) >>> 0, MAX_ALPHA);
}

/** net/ipv4/tcp_dctcp.c, v7.3: once in a round trip. */
export const dctcp_update_alpha: KfuncModel<"dctcp_update_alpha"> = {
  name: "dctcp_update_alpha",
  notModelled: [PARAMETERS, LOAD_BALANCING],
  call(_kernel, { sk }) {
    const tp = sockOf(sk);
    const ca = stateOf(tp);
    if (isBefore(tp.number("snd_una"), ca.number("next_seq"))) return;
    const delivered = (tp.number("delivered") - ca.number("old_delivered")) >>> 0;
    const marked = (tp.number("delivered_ce") - ca.number("old_delivered_ce")) >>> 0;
    ca.put({ dctcp_alpha: averageOf(ca.number("dctcp_alpha"), delivered, marked) });
    beginRound(tp, ca);
  },
};

/** dctcp_react_to_loss: as Reno does. */
function reactToLoss(tp: CongestionSock): void {
  stateOf(tp).put({ loss_cwnd: tp.number("snd_cwnd") });
  tp.put({ snd_ssthresh: halfWindow(tp) });
}

/** net/ipv4/tcp_dctcp.c, v7.3. */
export const dctcp_state: KfuncModel<"dctcp_state"> = {
  name: "dctcp_state",
  notModelled: [],
  call(_kernel, { sk, new_state }) {
    const tp = sockOf(sk);
    if (new_state === TCP_CA_Recovery && tp.number("icsk_ca_state") !== TCP_CA_Recovery) reactToLoss(tp);
  },
};

/** dctcp_ece_ack_cwr (net/ipv4/tcp_dctcp.h, v7.3): whether acknowledgements tell of a mark. */
function tellOfMark(tp: CongestionSock, isMarked: boolean): void {
  const flags = tp.number("ecn_flags");
  tp.put({ ecn_flags: isMarked ? flags | ECN_DEMAND_CWR : flags & ~ECN_DEMAND_CWR });
}

/** What sending the acknowledgement that waited does: of an older packet than the last one, nothing (tcp_event_ack_sent, net/ipv4/tcp_output.c, v7.3). */
function sendWaiting(tp: CongestionSock, ca: CongestionState): void {
  if (ca.number("prior_rcv_nxt") === tp.number("rcv_nxt")) tp.put({ "icsk_ack.pending": 0 });
}

/** dctcp_ece_ack_update (net/ipv4/tcp_dctcp.h, v7.3): a packet came that was marked, or was not. */
function noteMark(tp: CongestionSock, isMarked: boolean): void {
  const ca = stateOf(tp);
  const before = ca.number("ce_state");
  if (before !== Number(isMarked)) {
    if (tp.number("icsk_ack.pending") & ACK_TIMER) {
      tellOfMark(tp, before === 1);
      sendWaiting(tp, ca);
    }
    tp.put({ "icsk_ack.pending": tp.number("icsk_ack.pending") | ACK_NOW });
  }
  ca.put({ prior_rcv_nxt: tp.number("rcv_nxt"), ce_state: Number(isMarked) });
  tellOfMark(tp, isMarked);
}

/** By enum tcp_ca_event (include/net/tcp.h, v7.3): CA_EVENT_LOSS, CA_EVENT_ECN_NO_CE, CA_EVENT_ECN_IS_CE. */
const answers: Readonly<Record<number, (tp: CongestionSock) => void>> = {
  3: reactToLoss,
  4: (tp) => noteMark(tp, false),
  5: (tp) => noteMark(tp, true),
};

/** net/ipv4/tcp_dctcp.c, v7.3. */
export const dctcp_cwnd_event: KfuncModel<"dctcp_cwnd_event"> = {
  name: "dctcp_cwnd_event",
  notModelled: [
    "The segment of an acknowledgement that is sent early, and the counters of acknowledgements.",
    LOAD_BALANCING,
  ],
  call(_kernel, { sk, ev }) {
    answers[ev]?.(sockOf(sk));
  },
};

/** net/ipv4/tcp_dctcp.c, v7.3: nothing but load balancing. */
export const dctcp_cwnd_event_tx_start: KfuncModel<"dctcp_cwnd_event_tx_start"> = {
  name: "dctcp_cwnd_event_tx_start",
  notModelled: [LOAD_BALANCING],
  call() {},
};

/** net/ipv4/tcp_dctcp.c, v7.3: the larger of the window now and at the last reduction. */
export const dctcp_cwnd_undo: KfuncModel<"dctcp_cwnd_undo"> = {
  name: "dctcp_cwnd_undo",
  notModelled: [],
  call: (_kernel, { sk }) => Math.max(sockOf(sk).number("snd_cwnd"), stateOf(sockOf(sk)).number("loss_cwnd")),
};

export const dctcp = [
  dctcp_init,
  dctcp_update_alpha,
  dctcp_cwnd_event,
  dctcp_cwnd_event_tx_start,
  dctcp_ssthresh,
  dctcp_cwnd_undo,
  dctcp_state,
] as const;
