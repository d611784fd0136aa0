import type { AccessSize } from "../bytes/integers.ts";

/**
 * What a region stands for; the kernel models give their objects a region of kind "object", and those that the program
 * allocates of its own structs one of kind "allocated". An "arena" has no bounds: the lower half of a pointer to it is the
 * address that Linux has, and its `access` says what is there. "probed" memory has none either: what can't be read gives 0.
 * A "number" is an address that the program has no pointer by: where one was stored, and from helpers.
 */
export type RegionKind =
  | "stack"
  | "context"
  | "packet"
  | "global"
  | "map"
  | "map-value"
  | "object"
  | "allocated"
  | "null"
  | "arena"
  | "probed"
  | "number";

/**
 * Behaviour that replaces plain loads and stores of a region: contexts and kernel objects have one. Both may signal a fault.
 * A load gives a number that fits in its size, or from 4 bytes on a pointer; it releases nothing. `through` is the region that
 * the pointer leads to, which may be a view over the one that has the behaviour.
 */
export interface RegionAccess {
  load(offset: number, size: AccessSize, through: Region): bigint;
  store(offset: number, size: AccessSize, value: bigint): void;
  /** Whether a pointer that is stored there whole stays one. Absent: nowhere, it is a number from then on. */
  keepsPointer?(offset: number): boolean;
  /** Whether a pointer that is loaded from there may be NULL, to the verifier. Absent: nowhere. */
  givesNullable?(offset: number): boolean;
}

/**
 * A stretch of memory with bounds, rights and a lifetime. Provenance is in the address: each region has an id, and a
 * pointer is `(0xda7a0000 + id) << 32 | (bias + offset)`, so a pointer keeps its region through arithmetic and
 * spills, and nothing reaches a neighbour. A view is a region over a part of another one with bounds, rights and trust
 * of its own (a slice of a packet, a pointer found by walking an object); both share the bytes.
 */
export interface Region {
  readonly id: number;
  readonly kind: RegionKind;
  /** For people: "stack frame 0", "packet", "xfrm_state #1", ".bss". */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly size: number;
  writable: boolean;
  /** One byte for each byte of the region, non-zero once written; absent where everything is initialised from the start. */
  readonly initialised?: Uint8Array;
  readonly access?: RegionAccess;
  /** The region and offset that a view lies over; absent for a region of its own. */
  readonly over?: { readonly region: Region; readonly offset: number };
  /** A view that was made for one pointer alone, and what is copied from it. */
  readonly fresh?: true;
  /** What a pointer to the start is equal to where it is a number and no memory, such as NULL. */
  readonly number?: bigint;
  /** What pointers to it are equal to, where they are none to the program: it has no bytes of its own. */
  readonly numberOf?: Region;
  /** Slot at which the memory was given back; later accesses are faults. */
  releasedAt?: number | undefined;
  /** What happened there, where it was something else: "its lock was given back". */
  ending?: string;
  /** For memory that is used again after its release, such as a stack frame: how often it was. */
  life?: number;
  /** For objects: the BTF type of what stands here, in the kernel's BTF. */
  readonly type?: number;
  /** How the program may have moved the pointer that its own loads and stores go through: not, or not backwards. Absent: anyhow. */
  moved?: "unmoved" | "forward";
  /** For object pointers: whether the verifier would trust it as a kfunc argument. */
  trust?: "trusted" | "rcu" | "untrusted";
  /** Of a packet: where its data starts, behind metadata. */
  dataAt?: number;
  /** Of a packet: bytes from its start on that are there, by what the program has compared with its end. */
  proven?: number;
  /** Until the program has checked whether a pointer to it is NULL: it can't be followed. */
  mayBeNull?: boolean;
}
