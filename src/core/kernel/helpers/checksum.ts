import { readUnsigned, toU32, toU64 } from "../../bytes/integers.ts";
import type { Kernel } from "../kernel.ts";
import type { SkBuff } from "../objects/sk-buff.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { memorySize } from "./memory-size.ts";
import { skbArgument } from "./skb.ts";

/** Flags of bpf_l3_csum_replace and bpf_l4_csum_replace (include/uapi/linux/bpf.h, v7.3). */
const FIELD_MASK = 0xfn;
const BPF_F_PSEUDO_HDR = 1n << 4n;
const BPF_F_MARK_MANGLED_0 = 1n << 5n;
const BPF_F_MARK_ENFORCE = 1n << 6n;
const BPF_F_IPV6 = 1n << 7n;
const L4_FLAGS = FIELD_MASK | BPF_F_PSEUDO_HDR | BPF_F_MARK_MANGLED_0 | BPF_F_MARK_ENFORCE | BPF_F_IPV6;
const MANGLED_ZERO = 0xffff;
const FARTHEST = 0xffff;

/** Sums of 32 bits in one's complement, of words as a little-endian machine loads them (include/net/checksum.h, v7.3). */
function add(left: number, right: number): number {
  const sum = left + right;
  return sum > 0xffff_ffff ? (sum % 0x1_0000_0000) + 1 : sum;
}

const complement = (sum: number) => (~sum & 0xffff_ffff) >>> 0;
const subtract = (left: number, right: number) => add(left, complement(right));

function foldTo16(sum: number): number {
  const once = (sum & 0xffff) + (sum >>> 16);
  return (once & 0xffff) + (once >>> 16);
}

const fold = (sum: number) => ~foldTo16(sum) & 0xffff;

/** csum_partial, over whole words. */
function sumOf(bytes: Uint8Array, seed: number): number {
  let sum = seed;
  for (let at = 0; at < bytes.length; at += 4) sum = add(sum, Number(readUnsigned(bytes, at, 4)));
  return sum;
}

/** csum_replace4, and csum_replace_by_diff with the difference in `to` and 0 in `from`. */
const replaceWord = (old: number, from: number, to: number) => fold(add(subtract(complement(old), from), to));
const replaceByDifference = (old: number, to: number) => fold(add(to, complement(old)));
/** csum_replace2. */
const replaceHalf = (old: number, from: number, to: number) =>
  fold(add(add(~old & 0xffff, ~from & 0xffff), to & 0xffff));

/** By the width of what is replaced; 0 stands for a difference by bpf_csum_diff. The layer 4 sums only know words. */
function replaced(layer: 3 | 4, old: number, from: number, to: number, width: bigint): number | "EINVAL" {
  if (width === 0n) return replaceByDifference(old, to);
  if (width === 4n) return replaceWord(old, from, to);
  if (width !== 2n) return "EINVAL";
  return layer === 3 ? replaceHalf(old, from, to) : replaceWord(old, from & 0xffff, to & 0xffff);
}

function checksumAt(skb: SkBuff, offset: number): number | undefined {
  if (offset > FARTHEST || offset % 2 !== 0 || !skb.makeWritable(offset + 2)) return undefined;
  return Number(readUnsigned(skb.copyOut(offset, 2) ?? new Uint8Array(2), 0, 2));
}

const store = (skb: SkBuff, offset: number, value: number) =>
  skb.copyIn(offset, Uint8Array.of(value & 0xff, value >> 8));

const numberOf = (value: bigint) => Number(toU32(value));

const l3Replace: HelperModel = {
  name: "bpf_l3_csum_replace",
  notModelled: [],
  call(kernel, args) {
    const skb = skbArgument(kernel, args(0));
    const offset = numberOf(args(1));
    const flags = args(4);
    if ((flags & ~FIELD_MASK) !== 0n) return errnoResult("EINVAL");
    const old = checksumAt(skb, offset);
    if (old === undefined) return errnoResult("EFAULT");
    if (flags === 0n && args(2) !== 0n) return errnoResult("EINVAL");
    const value = replaced(3, old, numberOf(args(2)), numberOf(args(3)), flags);
    if (value === "EINVAL") return errnoResult(value);
    store(skb, offset, value);
    return 0n;
  },
};

const l4Replace: HelperModel = {
  name: "bpf_l4_csum_replace",
  notModelled: ["`skb->csum`, which BPF_F_PSEUDO_HDR corrects: no test run has one."],
  call(kernel, args) {
    const skb = skbArgument(kernel, args(0));
    const offset = numberOf(args(1));
    const flags = args(4);
    if ((flags & ~L4_FLAGS) !== 0n) return errnoResult("EINVAL");
    const old = checksumAt(skb, offset);
    if (old === undefined) return errnoResult("EFAULT");
    const keepsZero = (flags & BPF_F_MARK_MANGLED_0) !== 0n;
    if (keepsZero && (flags & BPF_F_MARK_ENFORCE) === 0n && old === 0) return 0n;
    const width = flags & FIELD_MASK;
    if (width === 0n && args(2) !== 0n) return errnoResult("EINVAL");
    const value = replaced(4, old, numberOf(args(2)), numberOf(args(3)), width);
    if (value === "EINVAL") return errnoResult(value);
    store(skb, offset, keepsZero && value === 0 ? MANGLED_ZERO : value);
    return 0n;
  },
};

/** Memory of a size that may be 0; both are multiples of four in Linux, or the verifier refuses them. */
function words(kernel: Kernel, address: bigint, size: bigint): Uint8Array {
  const length = toU32(size) === 0n ? 0 : memorySize(kernel, toU32(size));
  return length === 0 ? new Uint8Array(0) : kernel.memory.readBytes(address, length);
}

const difference: HelperModel = {
  name: "bpf_csum_diff",
  notModelled: [],
  call(kernel, args) {
    const from = words(kernel, args(0), args(1));
    const to = words(kernel, args(2), args(3));
    const seed = numberOf(args(4));
    return BigInt(foldTo16(diff(from, to, seed)));
  },
};

function diff(from: Uint8Array, to: Uint8Array, seed: number): number {
  if (from.length > 0 && to.length > 0) return subtract(sumOf(to, seed), sumOf(from, 0));
  if (to.length > 0) return sumOf(to, seed);
  return from.length > 0 ? complement(sumOf(from, complement(seed))) : seed;
}

/** -ENOTSUPP of include/linux/errno.h is no errno of user space. */
const ENOTSUPP = 524n;

const update: HelperModel = {
  name: "bpf_csum_update",
  notModelled: ["Packets that come with `skb->csum`: no test run has one."],
  call(kernel, args) {
    skbArgument(kernel, args(0));
    return toU64(-ENOTSUPP);
  },
};

/** net/core/filter.c, v7.3. */
export const checksum: readonly HelperModel[] = [l3Replace, l4Replace, difference, update];
