import { findMember, sizeOf } from "../../btf/layout.ts";
import { readBitField, writeBitField } from "../../bytes/bit-field.ts";
import { readUnsigned, writeUnsigned } from "../../bytes/integers.ts";
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

type Value = number | bigint;

/**
 * The socket of a connection as its congestion control sees it: struct tcp_sock. Members that are not given are those of a
 * new socket where they matter here, and zero elsewhere.
 */
export class CongestionSock extends BtfObject {
  constructor(kernel: Kernel) {
    super(kernel, "tcp_sock", structType(kernel.btf, "tcp_sock"));
    this.assign(INITIAL);
    this.setBytes("rtt_min", new Uint8Array(Uint32Array.from(NO_SAMPLES).buffer));
  }

  /** The path of a member by its name alone; undefined where there is none. */
  pathOf(name: string): string | undefined {
    const part = PARTS.find((each) => findMember(this.btf, this.type, `${each}${name}`) !== undefined);
    return part === undefined ? undefined : `${part}${name}`;
  }

  /** A member of a known name. */
  get(name: string): number {
    const path = this.pathOf(name) ?? name;
    const { bitFieldSize, bitOffset } = this.place(path);
    if (bitFieldSize === 0) return this.number(path);
    return readBitField(this.region.bytes, { bitOffset, size: bitFieldSize });
  }

  /** A member of a known name and 64 bits. */
  long(name: string): bigint {
    return BigInt.asUintN(64, this.integer(this.pathOf(name) ?? name));
  }

  /** tcp_min_rtt (include/net/tcp.h, v7.3): the best of three samples, each with its time first. */
  get shortestRtt(): number {
    return Number(readUnsigned(this.bytes("rtt_min"), 4, 4));
  }

  /** Sets members of known names. */
  assign(values: Readonly<Record<string, Value>>): void {
    for (const [name, value] of Object.entries(values)) this.put(this.pathOf(name) ?? name, value);
  }

  /** Sets a member, a bit-field, or the first elements of an array. */
  put(path: string, value: Value | readonly Value[]): void {
    const { bitFieldSize, bitOffset, offset, type } = this.place(path);
    const array = this.btf.resolved(type);
    if (typeof value !== "number" && typeof value !== "bigint") {
      const size = array.kind === "array" ? sizeOf(this.btf, array.element) : sizeOf(this.btf, type);
      for (const [index, each] of value.entries()) {
        writeUnsigned(this.region.bytes, offset + index * size, size, BigInt.asUintN(64, BigInt(each)));
      }
    } else if (bitFieldSize === 0) this.set(path, value);
    else writeBitField(this.region.bytes, { bitOffset, size: bitFieldSize }, Number(value));
  }

  protected override whyReadOnly(offset: number, size: number): string | undefined {
    const name = writable.find((each) => this.#isAt(each, offset));
    if (!name) return `no write support to tcp_sock at offset ${offset}`;
    const path = this.pathOf(name) ?? name;
    const end = this.place(path).offset + this.sizeOf(path);
    return offset + size > end ? `the write of ${size} bytes reaches beyond the member ${name}` : undefined;
  }

  #isAt(name: string, offset: number): boolean {
    const path = this.pathOf(name) ?? name;
    const start = this.place(path).offset;
    return name === PRIVATE ? offset >= start && offset < start + this.sizeOf(path) : offset === start;
  }
}
