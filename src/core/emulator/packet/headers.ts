import { etherTypes, protocols } from "./protocol-numbers.ts";

export type HeaderName = "eth" | "vlan" | "arp" | "ipv4" | "ipv6" | "tcp" | "udp" | "icmp" | "icmpv6" | "esp" | "ah";

/** Says a value in words; the bytes are those of the whole field. */
type Print = (value: number, bytes: readonly number[]) => string;

/** A member of a header: its bytes, and where it is only some bits of them, which. */
export interface HeaderField {
  /** The kernel's name of the member, or of the flag or part within it. */
  readonly name: string;
  /** From the start of the header, in bytes. */
  readonly offset: number;
  readonly size: number;
  /** Of the bytes read as one number in network order. */
  readonly bits?: { readonly shift: number; readonly width: number };
  /** The value in words; decimal where it is absent. */
  readonly print?: Print;
}

/** What of a header says how long it is and what follows. */
export type ReadField = (name: string) => number;

export interface Header {
  readonly title: string;
  readonly fields: readonly HeaderField[];
  /** In bytes. */
  length(read: ReadField): number;
  /** Undefined where only payload follows. */
  next?(read: ReadField): HeaderName | undefined;
}

const twoDigits = (byte: number) => byte.toString(16).padStart(2, "0");
const mac: Print = (_, bytes) => bytes.map(twoDigits).join(":");
const ipv4Address: Print = (_, bytes) => bytes.join(".");
const hex: Print = (_, bytes) => `0x${bytes.map(twoDigits).join("")}`;

/** RFC 5952: the longest run of zero groups, of two at least, is left out. */
export function ipv6Text(bytes: readonly number[]): string {
  const groups = Array.from({ length: 8 }, (_, at) =>
    (((bytes[2 * at] ?? 0) << 8) | (bytes[2 * at + 1] ?? 0)).toString(16),
  );
  const text = groups.join(":");
  const runs = [...text.matchAll(/(?<![0-9a-f])0(?::0)+(?![0-9a-f])/g)].map(([run]) => run);
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), "");
  return longest === "" ? text : text.replace(new RegExp(`(^|:)${longest}(:|$)`), "::");
}

const ipv6Address: Print = (_, bytes) => ipv6Text(bytes);

/** A number with the name that a table has for it. */
const named =
  (table: Readonly<Record<string, number>>, print: (value: number) => string): Print =>
  (value) => {
    const name = Object.entries(table).find(([, number]) => number === value)?.[0];
    return name === undefined ? print(value) : `${print(value)} (${name})`;
  };

const etherType = named(etherTypes, (value) => `0x${value.toString(16).padStart(4, "0")}`);
const protocol = named(protocols, String);

const byEtherType: ReadonlyMap<number, HeaderName> = new Map([
  [etherTypes.ipv4, "ipv4"],
  [etherTypes.ipv6, "ipv6"],
  [etherTypes.arp, "arp"],
  [etherTypes.vlan, "vlan"],
  [etherTypes["vlan-service"], "vlan"],
]);

const byProtocol: ReadonlyMap<number, HeaderName> = new Map([
  [protocols.icmp, "icmp"],
  [protocols.ipip, "ipv4"],
  [protocols.tcp, "tcp"],
  [protocols.udp, "udp"],
  [protocols.ipv6, "ipv6"],
  [protocols.esp, "esp"],
  [protocols.ah, "ah"],
  [protocols.icmpv6, "icmpv6"],
]);

const ports: readonly HeaderField[] = [
  { name: "source", offset: 0, size: 2 },
  { name: "dest", offset: 2, size: 2 },
];

const icmpFields: readonly HeaderField[] = [
  { name: "type", offset: 0, size: 1 },
  { name: "code", offset: 1, size: 1 },
  { name: "checksum", offset: 2, size: 2, print: hex },
  { name: "un", offset: 4, size: 4, print: hex },
];

const tcpFlags = ["fin", "syn", "rst", "psh", "ack", "urg", "ece", "cwr"] as const;
const flagsText = (value: number) => tcpFlags.filter((_, bit) => (value >> bit) & 1).join(" ") || "none";

/** Headers by the kernel's names of their members (include/uapi/linux/if_ether.h, ip.h, ipv6.h, tcp.h, udp.h, icmp.h, v7.3). */
export const headers: Readonly<Record<HeaderName, Header>> = {
  eth: {
    title: "Ethernet",
    length: () => 14,
    next: (read) => byEtherType.get(read("h_proto")),
    fields: [
      { name: "h_dest", offset: 0, size: 6, print: mac },
      { name: "h_source", offset: 6, size: 6, print: mac },
      { name: "h_proto", offset: 12, size: 2, print: etherType },
    ],
  },
  /** struct vlan_hdr: the tag's first two bytes are the EtherType before it. */
  vlan: {
    title: "VLAN",
    length: () => 4,
    next: (read) => byEtherType.get(read("h_vlan_encapsulated_proto")),
    fields: [
      { name: "priority", offset: 0, size: 2, bits: { shift: 13, width: 3 } },
      { name: "drop eligible", offset: 0, size: 2, bits: { shift: 12, width: 1 } },
      { name: "id", offset: 0, size: 2, bits: { shift: 0, width: 12 } },
      { name: "h_vlan_encapsulated_proto", offset: 2, size: 2, print: etherType },
    ],
  },
  arp: {
    title: "ARP",
    length: () => 8,
    fields: [
      { name: "ar_hrd", offset: 0, size: 2 },
      { name: "ar_pro", offset: 2, size: 2, print: etherType },
      { name: "ar_hln", offset: 4, size: 1 },
      { name: "ar_pln", offset: 5, size: 1 },
      { name: "ar_op", offset: 6, size: 2 },
    ],
  },
  ipv4: {
    title: "IPv4",
    length: (read) => 4 * Math.max(5, read("ihl")),
    /** Of a fragment, only the first has the next header. */
    next: (read) => (read("fragment offset") === 0 ? byProtocol.get(read("protocol")) : undefined),
    fields: [
      { name: "version", offset: 0, size: 1, bits: { shift: 4, width: 4 } },
      { name: "ihl", offset: 0, size: 1, bits: { shift: 0, width: 4 } },
      { name: "tos", offset: 1, size: 1, print: hex },
      { name: "tot_len", offset: 2, size: 2 },
      { name: "id", offset: 4, size: 2 },
      { name: "fragment flags", offset: 6, size: 2, bits: { shift: 13, width: 3 } },
      { name: "fragment offset", offset: 6, size: 2, bits: { shift: 0, width: 13 } },
      { name: "ttl", offset: 8, size: 1 },
      { name: "protocol", offset: 9, size: 1, print: protocol },
      { name: "check", offset: 10, size: 2, print: hex },
      { name: "saddr", offset: 12, size: 4, print: ipv4Address },
      { name: "daddr", offset: 16, size: 4, print: ipv4Address },
    ],
  },
  ipv6: {
    title: "IPv6",
    length: () => 40,
    next: (read) => byProtocol.get(read("nexthdr")),
    fields: [
      { name: "version", offset: 0, size: 1, bits: { shift: 4, width: 4 } },
      { name: "traffic class", offset: 0, size: 2, bits: { shift: 4, width: 8 } },
      { name: "flow label", offset: 1, size: 3, bits: { shift: 0, width: 20 } },
      { name: "payload_len", offset: 4, size: 2 },
      { name: "nexthdr", offset: 6, size: 1, print: protocol },
      { name: "hop_limit", offset: 7, size: 1 },
      { name: "saddr", offset: 8, size: 16, print: ipv6Address },
      { name: "daddr", offset: 24, size: 16, print: ipv6Address },
    ],
  },
  tcp: {
    title: "TCP",
    length: (read) => 4 * Math.max(5, read("doff")),
    fields: [
      ...ports,
      { name: "seq", offset: 4, size: 4 },
      { name: "ack_seq", offset: 8, size: 4 },
      { name: "doff", offset: 12, size: 1, bits: { shift: 4, width: 4 } },
      { name: "flags", offset: 13, size: 1, print: flagsText },
      { name: "window", offset: 14, size: 2 },
      { name: "check", offset: 16, size: 2, print: hex },
      { name: "urg_ptr", offset: 18, size: 2 },
    ],
  },
  udp: {
    title: "UDP",
    length: () => 8,
    fields: [...ports, { name: "len", offset: 4, size: 2 }, { name: "check", offset: 6, size: 2, print: hex }],
  },
  icmp: { title: "ICMP", length: () => 8, fields: icmpFields },
  icmpv6: { title: "ICMPv6", length: () => 8, fields: icmpFields },
  esp: {
    title: "ESP",
    length: () => 8,
    fields: [
      { name: "spi", offset: 0, size: 4, print: hex },
      { name: "seq_no", offset: 4, size: 4 },
    ],
  },
  ah: {
    title: "AH",
    length: (read) => 4 * (read("hdrlen") + 2),
    next: (read) => byProtocol.get(read("nexthdr")),
    fields: [
      { name: "nexthdr", offset: 0, size: 1, print: protocol },
      { name: "hdrlen", offset: 1, size: 1 },
      { name: "spi", offset: 4, size: 4, print: hex },
      { name: "seq_no", offset: 8, size: 4 },
    ],
  },
};
