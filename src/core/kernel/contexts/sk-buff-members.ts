import type { SkBuff, SkbFields } from "../objects/sk-buff.ts";
import type { ContextMember } from "./struct-context.ts";

type Member = ContextMember<SkBuff>;
type NumberField = { [Name in keyof SkbFields]: SkbFields[Name] extends number ? Name : never }[keyof SkbFields];

/** NO_QUEUE_MAPPING (include/linux/skbuff.h, v7.3): a store of it or more does nothing. */
const NO_QUEUE_MAPPING = 0xffffn;

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

const addressOfSocket = (name: string, field: string): Member => ({
  name,
  width: "word",
  read: ({ socket }) => socket.fields.integer(field),
});

/** Each address of 16 bytes is four words, of which a load takes one. */
const wideAddress = (name: string, field: string): Member => ({
  name,
  width: "word",
  memory: ({ socket }) => socket.fields.bytes(field),
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
  number("vlan_present", ({ vlan }) => (vlan ? 1 : 0)),
  number("vlan_tci", ({ vlan }) => vlan?.tci ?? 0),
  number("vlan_proto", ({ vlan }) => swapped(vlan?.protocol ?? 0)),
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
  number("family", ({ socket }) => socket.fields.integer("family")),
  addressOfSocket("remote_ip4", "dst_ip4"),
  addressOfSocket("local_ip4", "src_ip4"),
  wideAddress("remote_ip6", "dst_ip6"),
  wideAddress("local_ip6", "src_ip6"),
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
  {
    name: "sk",
    width: "double",
    nullable: true,
    read: ({ socket }, { memory }) => memory.addressOf(socket.pointer("sock_common"), 0),
  },
  { name: "tstamp_type", width: "byte", read: ({ fields }) => BigInt(fields.tstampType) },
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
