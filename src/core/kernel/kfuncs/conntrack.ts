import { type ErrnoName, negativeErrno } from "../../uapi/errno.ts";
import type { Kernel } from "../kernel.ts";
import { HZ } from "../objects/clock.ts";
import {
  BOTH_DIRECTIONS,
  ConntrackEntry,
  type ConntrackTuple,
  type ConntrackZone,
  inverted,
} from "../objects/conntrack.ts";
import type { Net } from "../objects/net.ts";
import type { ProgramStruct } from "../objects/program-struct.ts";
import type { KfuncModel } from "./model.ts";

/** NF_BPF_CT_OPTS_SZ, and what it was before zones had directions. */
const OPTIONS_BYTES = 16;
const OLDER_BYTES = 12;
const CURRENT_NETNS = -1;
const protocols: readonly number[] = [6, 17];
const families: Readonly<Record<number, { readonly family: number; readonly member: string }>> = {
  12: { family: 2, member: "ipv4" },
  36: { family: 10, member: "ipv6" },
};

const INT_MAX = 0x7fff_ffff;
const NEW_SECONDS = 10;

/** enum ip_conntrack_status (include/uapi/linux/netfilter/nf_conntrack_common.h, v7.3). */
const status = { EXPECTED: 1, SEEN_REPLY: 2, ASSURED: 4, CONFIRMED: 8, DYING: 0x200, FIXED_TIMEOUT: 0x400 } as const;
/** IPS_UNCHANGEABLE_MASK: with what NAT, offload and templates have set. */
const UNCHANGEABLE = 0x1 | 0x8 | 0x10 | 0x20 | 0x40 | 0x80 | 0x100 | 0x200 | 0x800 | 0x1000 | 0x4000 | 0x8000;
const ALL_STATUS = 0xffff;

interface Question {
  readonly tuple: ProgramStruct;
  readonly size: number;
  readonly opts: ProgramStruct;
  readonly optsSize: number;
}

interface Asked {
  readonly net: Net;
  readonly zone: ConntrackZone;
  readonly tuple: ConntrackTuple;
}

/** What the options say before anything is looked for; an errno where they are refused. */
function checkOptions({ opts, optsSize }: Question): ErrnoName | undefined {
  if (optsSize !== OPTIONS_BYTES && optsSize !== OLDER_BYTES) return "EINVAL";
  const isNew = optsSize === OPTIONS_BYTES;
  if (isNew && opts.bytes("reserved").some((byte) => byte !== 0)) return "EINVAL";
  return !isNew && opts.number("ct_zone_id") !== 0 ? "EINVAL" : undefined;
}

function readTuple({ tuple, size, opts }: Question): ConntrackTuple | ErrnoName {
  const protocol = opts.number("l4proto");
  if (!protocols.includes(protocol)) return "EPROTO";
  const layout = families[size];
  if (!layout) return "EAFNOSUPPORT";
  const { family, member } = layout;
  return {
    family,
    protocol,
    source: tuple.bytes(`${member}.saddr`),
    destination: tuple.bytes(`${member}.daddr`),
    sourcePort: tuple.bytes(`${member}.sport`),
    destinationPort: tuple.bytes(`${member}.dport`),
  };
}

/** The zone; its direction is written back where it was left to the kernel. */
function zoneOf({ opts, optsSize }: Question): ConntrackZone {
  if (optsSize !== OPTIONS_BYTES) return { id: 0, directions: BOTH_DIRECTIONS };
  const given = opts.number("ct_zone_dir");
  if (given === 0) opts.set("ct_zone_dir", BOTH_DIRECTIONS);
  return { id: opts.number("ct_zone_id"), directions: given || BOTH_DIRECTIONS };
}

/** What both a look-up and an allocation start with; `isLookup` looks at the protocol before the namespace. */
function ask(kernel: Kernel, question: Question, isLookup: boolean): Asked | ErrnoName {
  const { opts } = question;
  const refused = checkOptions(question);
  if (refused) return refused;
  if (isLookup && !protocols.includes(opts.number("l4proto"))) return "EPROTO";
  const id = opts.number("netns_id");
  if (id < CURRENT_NETNS) return "EINVAL";
  const tuple = readTuple(question);
  if (typeof tuple === "string") return tuple;
  const net = id === CURRENT_NETNS ? kernel.net : kernel.net.peer(id);
  return net ? { net, zone: zoneOf(question), tuple } : "ENONET";
}

/** bpf_ct_opts_result: `opts.error` is written where there is room for it. */
function fail({ opts, optsSize }: Question, errno: ErrnoName): null {
  if (optsSize >= opts.place("error").offset + opts.sizeOf("error")) opts.set("error", negativeErrno(errno));
  return null;
}

function lookUp(kernel: Kernel, question: Question) {
  const asked = ask(kernel, question, true);
  if (typeof asked === "string") return fail(question, asked);
  const found = asked.net.conntrack.lookup(asked.tuple, asked.zone);
  if (!found) return fail(question, "ENOENT");
  question.opts.set("dir", found.direction);
  return kernel.references.acquire(found.entry);
}

/** Keeps which table an entry is for, until it is inserted. */
const tables = new WeakMap<ConntrackEntry, Net>();

function allocate(kernel: Kernel, question: Question) {
  const asked = ask(kernel, question, false);
  if (typeof asked === "string") return fail(question, asked);
  const { net, zone, tuple } = asked;
  const entry = new ConntrackEntry(kernel, "new nf_conn", "nf_conn___init", zone, [tuple, inverted(tuple)]);
  entry.setMember("timeout", NEW_SECONDS * HZ);
  tables.set(entry, net);
  return kernel.references.acquire(entry);
}

const lookupNotModelled = [
  "Entries that expire or are deleted while the program runs, and the clock that timeouts count from.",
  "Members of the entry that the scenario does not give are zero.",
];
const allocNotModelled = ["Members of the entry beside its tuples, zone, status, mark and timeout: they are zero."];

/** net/netfilter/nf_conntrack_bpf.c, v7.3. */
export const bpf_xdp_ct_lookup: KfuncModel<"bpf_xdp_ct_lookup"> = {
  name: "bpf_xdp_ct_lookup",
  notModelled: lookupNotModelled,
  call: (kernel, { bpf_tuple, tuple__sz, opts, opts__sz }) =>
    lookUp(kernel, { tuple: bpf_tuple, size: tuple__sz, opts, optsSize: opts__sz }),
};

export const bpf_skb_ct_lookup: KfuncModel<"bpf_skb_ct_lookup"> = {
  name: "bpf_skb_ct_lookup",
  notModelled: lookupNotModelled,
  call: (kernel, { bpf_tuple, tuple__sz, opts, opts__sz }) =>
    lookUp(kernel, { tuple: bpf_tuple, size: tuple__sz, opts, optsSize: opts__sz }),
};

export const bpf_xdp_ct_alloc: KfuncModel<"bpf_xdp_ct_alloc"> = {
  name: "bpf_xdp_ct_alloc",
  notModelled: allocNotModelled,
  call: (kernel, { bpf_tuple, tuple__sz, opts, opts__sz }) =>
    allocate(kernel, { tuple: bpf_tuple, size: tuple__sz, opts, optsSize: opts__sz }),
};

export const bpf_skb_ct_alloc: KfuncModel<"bpf_skb_ct_alloc"> = {
  name: "bpf_skb_ct_alloc",
  notModelled: allocNotModelled,
  call: (kernel, { bpf_tuple, tuple__sz, opts, opts__sz }) =>
    allocate(kernel, { tuple: bpf_tuple, size: tuple__sz, opts, optsSize: opts__sz }),
};

/** What the program holds afterwards is another pointer: to a struct nf_conn, or none where the entry was there already. */
export const bpf_ct_insert_entry: KfuncModel<"bpf_ct_insert_entry"> = {
  name: "bpf_ct_insert_entry",
  notModelled: ["Chains of the table that are too long."],
  call(kernel, { nfct_i }) {
    const { object } = nfct_i;
    kernel.references.release(nfct_i);
    if (!(object instanceof ConntrackEntry)) return null;
    const entry = new ConntrackEntry(kernel, "inserted nf_conn", "nf_conn", object.zone, object.tuples);
    entry.region.bytes.set(object.region.bytes);
    entry.setMember("status", entry.member("status") | status.CONFIRMED);
    const net = tables.get(object) ?? kernel.net;
    return net.conntrack.insert(entry) ? kernel.references.acquire(entry) : null;
  },
};

export const bpf_ct_release: KfuncModel<"bpf_ct_release"> = {
  name: "bpf_ct_release",
  notModelled: ["Freeing the entry when its last reference is given back."],
  call(kernel, { nfct }) {
    kernel.references.release(nfct);
  },
};

/** msecs_to_jiffies: rounded up, and INT_MAX at the most; a number that is negative as an int is as long as can be. */
function ticks(milliseconds: number): number {
  if (milliseconds > INT_MAX) return INT_MAX;
  return Math.min(Math.ceil((milliseconds * HZ) / 1000), INT_MAX);
}

const setTimeout = (entry: ConntrackEntry, milliseconds: number) => entry.setMember("timeout", ticks(milliseconds));

export const bpf_ct_set_timeout: KfuncModel<"bpf_ct_set_timeout"> = {
  name: "bpf_ct_set_timeout",
  notModelled: [],
  call(_, { nfct: { object }, timeout }) {
    if (object instanceof ConntrackEntry) setTimeout(object, timeout);
  },
};

export const bpf_ct_change_timeout: KfuncModel<"bpf_ct_change_timeout"> = {
  name: "bpf_ct_change_timeout",
  notModelled: ["The clock that timeouts count from: `timeout` counts from 0."],
  call(_, { nfct: { object }, timeout }) {
    if (!(object instanceof ConntrackEntry)) return 0;
    const bits = object.member("status");
    if ((bits & status.FIXED_TIMEOUT) !== 0) return negativeErrno("EPERM");
    setTimeout(object, timeout);
    return (bits & status.DYING) === 0 ? 0 : negativeErrno("ETIME");
  },
};

/** nf_ct_change_status_common (net/netfilter/nf_conntrack_core.c, v7.3). */
function changeStatus(entry: unknown, wanted: number): number {
  if (!(entry instanceof ConntrackEntry)) return 0;
  const old = entry.member("status");
  const changed = old ^ wanted;
  if ((changed & (status.EXPECTED | status.CONFIRMED | status.DYING)) !== 0) return negativeErrno("EBUSY");
  for (const bit of [status.SEEN_REPLY, status.ASSURED]) {
    if ((changed & bit) !== 0 && (wanted & bit) === 0) return negativeErrno("EBUSY");
  }
  entry.setMember("status", (old | (wanted & ~UNCHANGEABLE & ALL_STATUS)) >>> 0);
  return 0;
}

export const bpf_ct_set_status: KfuncModel<"bpf_ct_set_status"> = {
  name: "bpf_ct_set_status",
  notModelled: [],
  call: (_, { nfct, status: wanted }) => changeStatus(nfct.object, wanted),
};

export const bpf_ct_change_status: KfuncModel<"bpf_ct_change_status"> = {
  name: "bpf_ct_change_status",
  notModelled: [],
  call: (_, { nfct, status: wanted }) => changeStatus(nfct.object, wanted),
};

/**
 * net/netfilter/nf_nat_bpf.c, v7.3. Where connection tracking is a module, each of the two modules has a struct nf_conn___init of its
 * own in its BTF, and to the verifier they are two types (btf_types_are_same, kernel/bpf/btf.c).
 */
export const bpf_ct_set_nat_info: KfuncModel<"bpf_ct_set_nat_info"> = {
  name: "bpf_ct_set_nat_info",
  notModelled: [
    "The address that is set: the modelled kernel has connection tracking as a module, so its verifier refuses every call.",
  ],
  call: (kernel) =>
    kernel.fault(
      "kfunc-argument",
      "nfct is expected to be a struct nf_conn___init of the module nf_nat, but is one of the module nf_conntrack",
    ),
};
