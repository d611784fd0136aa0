import { findMember, sizeOf } from "../../btf/layout.ts";
import type { Kernel } from "../kernel.ts";
import { BtfObject } from "./btf-object.ts";
import { structType } from "./struct-access.ts";

/** One direction of a connection, in network byte order; addresses of 4 or 16 bytes, ports of 2. */
export interface ConntrackTuple {
  readonly family: number;
  readonly protocol: number;
  readonly source: Uint8Array;
  readonly destination: Uint8Array;
  readonly sourcePort: Uint8Array;
  readonly destinationPort: Uint8Array;
}

/** struct nf_conntrack_zone: `directions` has a bit for each direction that it counts for. */
export interface ConntrackZone {
  readonly id: number;
  readonly directions: number;
}

/** IP_CT_DIR_ORIGINAL and IP_CT_DIR_REPLY. */
export type ConntrackDirection = 0 | 1;

/** NF_CT_DEFAULT_ZONE_DIR: both. */
export const BOTH_DIRECTIONS = 3;

/** The other direction of a tuple. */
export const inverted = (tuple: ConntrackTuple): ConntrackTuple => ({
  ...tuple,
  source: tuple.destination,
  destination: tuple.source,
  sourcePort: tuple.destinationPort,
  destinationPort: tuple.sourcePort,
});

interface Written {
  readonly member: string;
  readonly bytes: Uint8Array;
}

const writtenOf = (tuple: ConntrackTuple, direction: ConntrackDirection): readonly Written[] => [
  { member: "tuple.src.u3", bytes: tuple.source },
  { member: "tuple.src.u", bytes: tuple.sourcePort },
  { member: "tuple.src.l3num", bytes: Uint8Array.of(tuple.family, 0) },
  { member: "tuple.dst.u3", bytes: tuple.destination },
  { member: "tuple.dst.u", bytes: tuple.destinationPort },
  { member: "tuple.dst.protonum", bytes: Uint8Array.of(tuple.protocol) },
  { member: "tuple.dst.dir", bytes: Uint8Array.of(direction) },
];

/** struct nf_conn___init is a struct nf_conn with another name: one that is not in the table yet. */
export type ConntrackStruct = "nf_conn" | "nf_conn___init";

/**
 * An entry of connection tracking. The kernel's source lets programs store to its `mark`; Debian's kernels refuse that, too: the
 * struct that the module's kfuncs name is another than the one that the check knows (_nf_conntrack_btf_struct_access, v7.3).
 */
export class ConntrackEntry extends BtfObject {
  readonly zone: ConntrackZone;
  readonly tuples: readonly [ConntrackTuple, ConntrackTuple];
  readonly #prefix: string;

  constructor(
    kernel: Kernel,
    name: string,
    struct: ConntrackStruct,
    zone: ConntrackZone,
    tuples: readonly [ConntrackTuple, ConntrackTuple],
  ) {
    const prefix = struct === "nf_conn" ? "" : "ct.";
    super(kernel, name, structType(kernel.btf, struct));
    this.zone = zone;
    this.tuples = tuples;
    this.#prefix = prefix;
    this.setMember("zone.id", zone.id);
    this.setMember("zone.dir", zone.directions);
    for (const direction of [0, 1] as const) this.#writeTuple(tuples[direction], direction);
  }

  /** By its path in struct nf_conn. */
  member(path: string): number {
    return this.number(this.#prefix + path);
  }

  setMember(path: string, value: number): void {
    this.set(this.#prefix + path, value);
  }

  #writeTuple(tuple: ConntrackTuple, direction: ConntrackDirection): void {
    const hash = structType(this.btf, "nf_conntrack_tuple_hash");
    const start = this.place(`${this.#prefix}tuplehash`).offset + direction * sizeOf(this.btf, hash);
    for (const { member, bytes } of writtenOf(tuple, direction)) {
      const place = findMember(this.btf, hash, member);
      if (place) this.region.bytes.set(bytes, start + place.bitOffset / 8);
    }
  }
}

/** Same for both: which zone an entry is in, in a direction (nf_ct_zone_id). */
const zoneId = ({ id, directions }: ConntrackZone, direction: ConntrackDirection) =>
  (directions & (1 << direction)) === 0 ? 0 : id;

const keyOf = (tuple: ConntrackTuple): string => JSON.stringify(writtenOf(tuple, 0).map(({ bytes }) => [...bytes]));

interface Found {
  readonly entry: ConntrackEntry;
  readonly direction: ConntrackDirection;
}

/** The entries of a network namespace. */
export class ConntrackTable {
  #entries: readonly ConntrackEntry[] = [];

  /** nf_conntrack_find_get: the entry of which a direction has this tuple, and which. One that has expired goes. */
  lookup(tuple: ConntrackTuple, zone: ConntrackZone): Found | undefined {
    const found = this.#find(tuple, zone);
    if (!found || found.entry.member("timeout") > 0) return found;
    this.#entries = this.#entries.filter((each) => each !== found.entry);
    return undefined;
  }

  /** nf_conntrack_hash_check_insert: false where a direction of the entry is there already. */
  insert(entry: ConntrackEntry): boolean {
    if (entry.tuples.some((tuple) => this.#find(tuple, entry.zone))) return false;
    this.#entries = [...this.#entries, entry];
    return true;
  }

  #find(tuple: ConntrackTuple, zone: ConntrackZone): Found | undefined {
    const key = keyOf(tuple);
    for (const entry of this.#entries) {
      for (const direction of [0, 1] as const) {
        const isInZone = zoneId(entry.zone, direction) === zoneId(zone, direction);
        if (isInZone && keyOf(entry.tuples[direction]) === key) return { entry, direction };
      }
    }
    return undefined;
  }
}
