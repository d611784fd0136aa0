import { readBigEndian16, toU32 } from "../../bytes/integers.ts";
import type { SkBuff } from "../objects/sk-buff.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { ETH_P_IP, networkHeaderLength } from "./network-header.ts";
import { skbArgument } from "./skb.ts";

/** The two bits of ECN (include/net/inet_ecn.h, v7.3). */
const ECN_MASK = 3;
const CE = 3;

/** IP_ECN_set_ce: the checksum goes along, by what the field grows. */
function markIpv4(header: Uint8Array): boolean {
  const ecn = (header[1] ?? 0) & ECN_MASK;
  if (ecn === 0) return false;
  if (ecn === CE) return true;
  const sum = readBigEndian16(header, 10) + 0xfffb + ((ecn + 1) & ECN_MASK);
  const folded = (sum & 0xffff) + (sum >> 16);
  const check = (folded & 0xffff) + (folded >> 16);
  header[10] = check >> 8;
  header[11] = check & 0xff;
  header[1] = (header[1] ?? 0) | CE;
  return true;
}

/** IP6_ECN_set_ce. */
function markIpv6(header: Uint8Array): boolean {
  const ecn = ((header[1] ?? 0) >> 4) & ECN_MASK;
  if (ecn === 0) return false;
  header[1] = (header[1] ?? 0) | (CE << 4);
  return true;
}

function markCongestion(skb: SkBuff): boolean {
  const length = networkHeaderLength(skb.protocol);
  const { linear, networkOffset } = skb;
  if (length === undefined || linear.size < length || networkOffset + length > linear.size) return false;
  const header = linear.bytes.slice(networkOffset, networkOffset + length);
  const isMarked = skb.protocol === ETH_P_IP ? markIpv4(header) : markIpv6(header);
  skb.copyIn(networkOffset, header);
  return isMarked;
}

const ecnSetCe: HelperModel = {
  name: "bpf_skb_ecn_set_ce",
  notModelled: ["Packets whose network header stands behind VLAN tags: they count as none of IP."],
  call: (kernel, args) => (markCongestion(skbArgument(kernel, args(0))) ? 1n : 0n),
};

/** enum of BPF_SKB_CLOCK_*: of the last two, a time of 0 is none. */
const LAST_CLOCK = 2;

const setTimestamp: HelperModel = {
  name: "bpf_skb_set_tstamp",
  notModelled: [],
  call(kernel, args) {
    const { fields, protocol } = skbArgument(kernel, args(0));
    const clock = Number(toU32(args(2)));
    if (networkHeaderLength(protocol) === undefined) return errnoResult("EOPNOTSUPP");
    if (clock > LAST_CLOCK || (clock > 0 && args(1) === 0n)) return errnoResult("EINVAL");
    fields.tstamp = args(1);
    fields.tstampType = clock;
    return 0n;
  },
};

/** SKB_MAX_CSUM_LEVEL */
const MOST_LEVELS = 3;

/** enum of BPF_CSUM_LEVEL_*, from 0. No test run has a checksum that was verified, until a program says so. */
const levelActions: readonly ((level: number | undefined) => number | undefined)[] = [
  (level) => level,
  (level) => (level === undefined ? 0 : Math.min(level + 1, MOST_LEVELS)),
  (level) => (level === undefined || level === 0 ? undefined : level - 1),
  () => undefined,
];

const checksumLevel: HelperModel = {
  name: "bpf_csum_level",
  notModelled: [],
  call(kernel, args) {
    const { fields } = skbArgument(kernel, args(0));
    const act = levelActions[Number(args(1) > 3n ? 4n : args(1))];
    if (!act) return errnoResult("EINVAL");
    fields.checksumLevel = act(fields.checksumLevel);
    if (args(1) !== 0n) return 0n;
    return fields.checksumLevel === undefined ? errnoResult("EACCES") : BigInt(fields.checksumLevel);
  },
};

const hashRecalculation: HelperModel = {
  name: "bpf_get_hash_recalc",
  notModelled: ["A packet whose hash no program has set: Linux computes it with a secret of the boot."],
  call(kernel, args) {
    const { fields } = skbArgument(kernel, args(0));
    if (fields.hasHash) return BigInt(fields.hash);
    const why = "bpf_get_hash_recalc would compute a hash with a secret of the boot";
    return kernel.fault("helper-not-modelled", why);
  },
};

/** net/core/filter.c, v7.3. */
export const skbHeader: readonly HelperModel[] = [ecnSetCe, setTimestamp, checksumLevel, hashRecalculation];
