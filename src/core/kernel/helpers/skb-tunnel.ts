import { readUnsigned, toU32, writeUnsigned } from "../../bytes/integers.ts";
import type { ErrnoName } from "../../uapi/errno.ts";
import type { Kernel } from "../kernel.ts";
import type { TunnelInfo } from "../objects/tunnel-info.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { memorySize } from "./memory-size.ts";
import { skbArgument } from "./skb.ts";

/** struct bpf_tunnel_key (include/uapi/linux/bpf.h, v7.3): offsets in bytes. */
const key = { id: 0, remote: 4, tos: 20, ttl: 21, ext: 22, label: 24, local: 28, size: 44 } as const;
/** Shorter structs of older programs: they end before local_ipv6, tunnel_label, tunnel_ext and remote_ipv6[1]. */
const olderSizes: readonly number[] = [28, 24, 22, 8];
const OLDEST = 8;
const ADDRESS_BYTES = { ipv4: 4, ipv6: 16 } as const;
const FLOW_LABEL = 0xf_ffff;

const setFlags = { IPV6: 1n, ZERO_CSUM: 2n, DONT_FRAGMENT: 4n, SEQ: 8n, NO_KEY: 16n } as const;
const SET_FLAGS = 31n;
/** BPF_F_TUNINFO_FLAGS asks for `tunnel_flags` in place of `tunnel_ext`. */
const getFlags = { IPV6: 1n, FLAGS: 16n } as const;

/** enum IP_TUNNEL_*_BIT (include/uapi/linux/if_tunnel.h, v7.3). */
const bits = { CSUM: 1, KEY: 4, SEQ: 8, DONT_FRAGMENT: 0x100, NOCACHE: 0x2000 } as const;
/** GENEVE, VXLAN, ERSPAN, GTP; PFCP's lies above the 16 that programs see. */
const OPTIONS_PRESENT = 0x0800 | 0x1000 | 0x4000 | 0x8000;
const MOST_OPTIONS = 255;

const number = (bytes: Uint8Array, offset: number, size: number) => Number(readUnsigned(bytes, offset, size));

function tunnelFlags(flags: bigint): number {
  const has = (flag: bigint) => (flags & flag) !== 0n;
  return (
    bits.NOCACHE |
    (has(setFlags.DONT_FRAGMENT) ? bits.DONT_FRAGMENT : 0) |
    (has(setFlags.ZERO_CSUM) ? 0 : bits.CSUM) |
    (has(setFlags.SEQ) ? bits.SEQ : 0) |
    (has(setFlags.NO_KEY) ? 0 : bits.KEY)
  );
}

/** An address of the key, in network order: IPv4's stand there as numbers. */
function addressAt(from: Uint8Array, offset: number, isIpv6: boolean): Uint8Array {
  const bytes = from.slice(offset, offset + (isIpv6 ? ADDRESS_BYTES.ipv6 : ADDRESS_BYTES.ipv4));
  return isIpv6 ? bytes : bytes.reverse();
}

function setKey(given: Uint8Array, flags: bigint): TunnelInfo | "EINVAL" {
  if ((flags & ~SET_FLAGS) !== 0n) return "EINVAL";
  if (given.length !== key.size && !olderSizes.includes(given.length)) return "EINVAL";
  const from = new Uint8Array(key.size);
  from.set(given);
  const isIpv6 = (flags & setFlags.IPV6) !== 0n;
  const label = number(from, key.label, 4);
  if ((!isIpv6 && label !== 0) || number(from, key.ext, 2) !== 0) return "EINVAL";
  return {
    isIpv6,
    id: number(from, key.id, 4),
    tos: number(from, key.tos, 1),
    ttl: number(from, key.ttl, 1),
    label: label & FLOW_LABEL,
    destination: addressAt(from, key.remote, isIpv6),
    source: addressAt(from, key.local, isIpv6),
    flags: tunnelFlags(flags),
    options: new Uint8Array(0),
  };
}

function whyNoKey(info: TunnelInfo | undefined, size: number, flags: bigint): ErrnoName | undefined {
  if (!info || (flags & ~(getFlags.IPV6 | getFlags.FLAGS)) !== 0n) return "EINVAL";
  if (info.isIpv6 !== ((flags & getFlags.IPV6) !== 0n)) return "EPROTO";
  if (size === key.size || (olderSizes.includes(size) && (size !== OLDEST || !info.isIpv6))) return undefined;
  return "EINVAL";
}

/** What the other end of the tunnel would be told: it sees the sender's address as the remote one. */
function keyBytes(info: TunnelInfo, flags: bigint): Uint8Array {
  const to = new Uint8Array(key.size);
  const put = (address: Uint8Array) => (info.isIpv6 ? address : address.slice().reverse());
  writeUnsigned(to, key.id, 4, BigInt(info.id));
  to.set(put(info.source), key.remote);
  to[key.tos] = info.tos;
  to[key.ttl] = info.ttl;
  const wire = ((info.flags & 0xff) << 8) | (info.flags >> 8);
  if ((flags & getFlags.FLAGS) !== 0n) writeUnsigned(to, key.ext, 2, BigInt(wire));
  writeUnsigned(to, key.label, 4, BigInt(info.label));
  to.set(put(info.destination), key.local);
  return to;
}

function give(kernel: Kernel, address: bigint, bytes: Uint8Array, result: bigint): bigint {
  kernel.memory.writeBytes(address, bytes);
  return result;
}

const setTunnelKey: HelperModel = {
  name: "bpf_skb_set_tunnel_key",
  notModelled: ["The tunnel device that would send the packet."],
  call(kernel, args) {
    const skb = skbArgument(kernel, args(0));
    const info = setKey(kernel.memory.readBytes(args(1), memorySize(kernel, args(2))), args(3));
    if (info === "EINVAL") return errnoResult(info);
    skb.tunnel = info;
    return 0n;
  },
};

const getTunnelKey: HelperModel = {
  name: "bpf_skb_get_tunnel_key",
  notModelled: ["A packet that came through a tunnel device: there is what bpf_skb_set_tunnel_key has set."],
  call(kernel, args) {
    const { tunnel } = skbArgument(kernel, args(0));
    const size = memorySize(kernel, args(2));
    const refused = whyNoKey(tunnel, size, args(3));
    if (refused || !tunnel) return give(kernel, args(1), new Uint8Array(size), errnoResult(refused ?? "EINVAL"));
    return give(kernel, args(1), keyBytes(tunnel, args(3)).slice(0, size), 0n);
  },
};

const setTunnelOptions: HelperModel = {
  name: "bpf_skb_set_tunnel_opt",
  notModelled: ["The tunnel device that would send the packet."],
  call(kernel, args) {
    const { tunnel } = skbArgument(kernel, args(0));
    const size = memorySize(kernel, args(2));
    const options = kernel.memory.readBytes(args(1), size);
    if (!tunnel || size % 4 !== 0) return errnoResult("EINVAL");
    if (size > MOST_OPTIONS) return errnoResult("ENOMEM");
    tunnel.options = options;
    tunnel.flags |= OPTIONS_PRESENT;
    return 0n;
  },
};

const getTunnelOptions: HelperModel = {
  name: "bpf_skb_get_tunnel_opt",
  notModelled: ["A packet that came through a tunnel device: there is what bpf_skb_set_tunnel_opt has set."],
  call(kernel, args) {
    const { tunnel } = skbArgument(kernel, args(0));
    const size = Number(toU32(BigInt(memorySize(kernel, args(2)))));
    const isThere = tunnel !== undefined && (tunnel.flags & OPTIONS_PRESENT) !== 0;
    const refused = isThere ? (size < tunnel.options.length ? "ENOMEM" : undefined) : "ENOENT";
    const bytes = new Uint8Array(size);
    if (refused || !tunnel) return give(kernel, args(1), bytes, errnoResult(refused ?? "ENOENT"));
    bytes.set(tunnel.options);
    return give(kernel, args(1), bytes, BigInt(tunnel.options.length));
  },
};

/** net/core/filter.c, v7.3. */
export const skbTunnel: readonly HelperModel[] = [setTunnelKey, getTunnelKey, setTunnelOptions, getTunnelOptions];
