import { readUnsigned } from "../../bytes/integers.ts";
import type { SkBuff, SkbFields } from "../objects/sk-buff.ts";
import type { ContextMember } from "./struct-context.ts";

type Member = ContextMember<SkBuff>;
type NumberField = { [Name in keyof SkbFields]: SkbFields[Name] extends number ? Name : never }[keyof SkbFields];

/** NO_QUEUE_MAPPING (include/linux/skbuff.h, v7.3): a store of it or more does nothing. */
const NO_QUEUE_MAPPING = 0xffffn;
/** enum of include/linux/socket.h. */
const families = { AF_INET: 2n, AF_INET6: 10n } as const;

/** A member of 32 bits that is a number of the skb, in `bits` there. */
const field = (name: string, from: NumberField, bits = 32): Member => ({
  name,
  width: "narrow",
  read: ({ fields }) => BigInt(fields[from]),
  write: ({ fields }, value) => {
    fields[from] = Number(BigInt.asUintN(bits, value));
  },
});

const number = (name: string, read: (skb: SkBuff) => bigint | number): Member => ({
  name,
  width: "narrow",
  read: (skb) => BigInt(read(skb)),
});

/** A big-endian number of 16 bits as it stands in a little-endian word. */
const swapped = (value: number) => ((value & 0xff) << 8) | (value >> 8);

/** An address of the socket, which the test run copies from the IP header at these offsets. */
function address(skb: SkBuff, family: SkBuff["family"], offset: number): bigint {
  if (skb.family !== family) return 0n;
  const bytes = skb.copyOut(skb.networkOffset + offset, 4);
  return bytes ? readUnsigned(bytes, 0, 4) : 0n;
}

const word = (name: string, read: (skb: SkBuff) => bigint): Member => ({ name, width: "word", read });

/** Each address of 16 bytes is four words, of which a load takes one. */
const wideAddress = (name: string, offset: number): Member => ({
  name,
  width: "bytes",
  memory(skb) {
    const bytes = skb.family === "AF_INET6" ? skb.copyOut(skb.networkOffset + offset, 16) : undefined;
    return bytes ?? new Uint8Array(16);
  },
});

/**
 * What programs read and write by each member of struct __sk_buff (bpf_convert_ctx_access and bpf_skb_is_valid_access,
 * net/core/filter.c, v7.3).
 */
export const skBuffMembers: readonly Member[] = [
  number("len", ({ length }) => length),
  field("pkt_type", "packetType"),
  field("mark", "mark"),
  {
    ...field("queue_mapping", "queueMapping"),
    write({ fields }, value) {
      if (value < NO_QUEUE_MAPPING) fields.queueMapping = Number(value);
    },
  },
  number("protocol", ({ protocol }) => swapped(protocol)),
  number("vlan_present", () => 0),
  number("vlan_tci", () => 0),
  number("vlan_proto", () => 0),
  field("priority", "priority"),
  field("ingress_ifindex", "ingressIfindex"),
  field("ifindex", "ifindex"),
  field("tc_index", "tcIndex", 16),
  { name: "cb", width: "bytes", memory: ({ cb }) => cb },
  field("hash", "hash"),
  field("tc_classid", "tcClassid", 16),
  { name: "data", width: "pointer", read: ({ linear }, { memory }) => memory.addressOf(linear, 0) },
  { name: "data_end", width: "pointer", read: ({ linear }, { memory }) => memory.addressOf(linear, linear.size) },
  number("napi_id", () => 0),
  number("family", ({ family }) => (family ? families[family] : 0n)),
  word("remote_ip4", (skb) => address(skb, "AF_INET", 16)),
  word("local_ip4", (skb) => address(skb, "AF_INET", 12)),
  wideAddress("remote_ip6", 24),
  wideAddress("local_ip6", 8),
  number("remote_port", () => 0),
  number("local_port", () => 0),
  { name: "data_meta", width: "pointer", read: ({ linear }, { memory }) => memory.addressOf(linear, 0) },
  {
    name: "tstamp",
    width: "double",
    read: ({ fields }) => fields.tstamp,
    write({ fields }, value) {
      fields.tstamp = value;
    },
  },
  field("wire_len", "wireLength"),
  field("gso_segs", "gsoSegments"),
  field("gso_size", "gsoSize"),
  { name: "tstamp_type", width: "byte", read: () => 0n },
  { name: "hwtstamp", width: "double", read: ({ fields }) => fields.hwtstamp },
];

/** Members that only sockets have. */
export const socketMembers = [
  "family",
  "remote_ip4",
  "local_ip4",
  "remote_ip6",
  "local_ip6",
  "remote_port",
  "local_port",
] as const;
