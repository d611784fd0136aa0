import { findMember } from "../../btf/layout.ts";
import { counted } from "../../words/counted.ts";
import type { Kernel } from "../kernel.ts";
import { BtfObject } from "./btf-object.ts";
import { structType } from "./struct-access.ts";

/** Members of the structs that struct tcp_sock begins with, by what leads to them: `icsk_ca_state`, `sk_pacing_rate`. */
const PARTS = ["", "inet_conn.", "inet_conn.icsk_inet.", "inet_conn.icsk_inet.sk."];

/**
 * What tcp_init_sock (net/ipv4/tcp.c, v7.3) and sock_init_data_uid (net/core/sock.c) give a socket, of what congestion
 * control looks at.
 */
const INITIAL = {
  snd_cwnd: 10,
  snd_ssthresh: 0x7fff_ffff,
  snd_cwnd_clamp: 0xffff_ffff,
  mss_cache: 536,
  sk_pacing_rate: 0xffff_ffff_ffff_ffffn,
  sk_max_pacing_rate: 0xffff_ffff_ffff_ffffn,
  sk_pacing_shift: 10,
  app_limited: 0xffff_ffff,
} as const;

/** Three times a moment and no round trip time so far (minmax_reset, include/linux/win_minmax.h, v7.3). */
const NO_SAMPLES = [0, 0xffff_ffff, 0, 0xffff_ffff, 0, 0xffff_ffff];

/** What programs may write, from the start of a member (bpf_tcp_ca_btf_struct_access, net/ipv4/bpf_tcp_ca.c, v7.3). */
const writable = [
  "sk_pacing_rate",
  "sk_pacing_status",
  "icsk_ca_priv",
  "icsk_ack.pending",
  "snd_cwnd",
  "snd_cwnd_cnt",
  "snd_cwnd_stamp",
  "snd_ssthresh",
  "ecn_flags",
  "app_limited",
] as const;

/** Of this member any offset may be written, of the others only their start. */
const PRIVATE = "icsk_ca_priv";

/**
 * The socket of a connection as its congestion control sees it: struct tcp_sock. Members that are not given are those of a
 * new socket where they matter here, and zero elsewhere.
 */
export class CongestionSock extends BtfObject {
  constructor(kernel: Kernel) {
    super(kernel, "tcp_sock", structType(kernel.btf, "tcp_sock"));
    this.put({ ...INITIAL, rtt_min: NO_SAMPLES });
  }

  /** Members of the structs that it begins with are found by their names alone. */
  override place(path: string): ReturnType<BtfObject["place"]> {
    return super.place(this.#pathOf(path) ?? path);
  }

  override has(path: string): boolean {
    return this.#pathOf(path) !== undefined;
  }

  /** tcp_min_rtt (include/net/tcp.h, v7.3): the best of three samples, each with its time first. */
  get shortestRtt(): number {
    return this.elements("rtt_min")[1] ?? 0;
  }

  protected override whyReadOnly(offset: number, size: number): string | undefined {
    const name = writable.find((each) => this.#isAt(each, offset));
    if (!name) return `no write support to tcp_sock at offset ${offset}`;
    const end = this.place(name).offset + this.sizeOf(name);
    return offset + size > end ? `the write of ${counted(size, "byte")} reaches beyond the member ${name}` : undefined;
  }

  #isAt(name: string, offset: number): boolean {
    const start = this.place(name).offset;
    return name === PRIVATE ? offset >= start && offset < start + this.sizeOf(name) : offset === start;
  }

  #pathOf(name: string): string | undefined {
    return PARTS.map((part) => `${part}${name}`).find((path) => findMember(this.btf, this.type, path) !== undefined);
  }
}
