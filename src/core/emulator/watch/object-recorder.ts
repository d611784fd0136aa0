import type { Btf } from "../../btf/btf.ts";
import { sizeOf } from "../../btf/layout.ts";
import type { TypeId } from "../../btf/types.ts";
import { toHex } from "../../bytes/hex.ts";
import type { ObjectWatch } from "../../kernel/object-watch.ts";
import type { BtfObject } from "../../kernel/objects/btf-object.ts";
import type { Memory, Region } from "../../vm/memory.ts";
import { describeAddress } from "../decode/describe-address.ts";
import type { TimelineField, TimelineRegion } from "../outcome.ts";
import { someFields } from "../value-fields.ts";
import type { MemoryLayouts } from "./memory-layouts.ts";

/** Members of one object that are shown, and values that are looked at to find them. */
const MOST = { fields: 64, values: 16_384 };

/** What models did with one object. */
interface Watched {
  readonly object: BtfObject;
  /** A byte for each of the object: non-zero once something was put there. */
  readonly filled: Uint8Array;
  /** As the program began. */
  before: Uint8Array;
  /** As of the last change. */
  readonly now: Uint8Array;
}

type Target = Parameters<ObjectWatch["pointed"]>[2];

/** A change that a model made while the program ran. */
export interface ModelWrite {
  readonly region: Region;
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** Of a pointer. */
  readonly target?: string;
}

/** Keeps what models fill of kernel objects, and tells of what they change once the program runs. */
export class ObjectRecorder implements ObjectWatch {
  /** Told of each change once the program runs. */
  onChange: ((write: ModelWrite) => void) | undefined;
  readonly #memory: Memory;
  readonly #watched = new Map<Uint8Array, Watched>();
  /** Where pointers lead, by region and offset: now, and as the program began. */
  readonly #targets = new Map<Region, Map<number, string>>();
  readonly #reached = new Set<Region>();
  #targetsBefore = new Map<Region, ReadonlyMap<number, string>>();

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  added(object: BtfObject): void {
    const { bytes } = object.region;
    const empty = () => new Uint8Array(bytes.length);
    this.#watched.set(bytes, { object, filled: empty(), before: empty(), now: empty() });
  }

  written(bytes: Uint8Array, offset: number, size: number): void {
    const watched = this.#watched.get(bytes);
    if (!watched) return;
    const { object, filled, now } = watched;
    const written = bytes.slice(offset, offset + size);
    const isNew = written.some((byte, index) => byte !== now[offset + index]);
    filled.fill(1, offset, offset + size);
    now.set(written, offset);
    if (isNew) this.onChange?.({ region: object.region, offset, bytes: written });
  }

  pointed(region: Region, offset: number, target: Target): void {
    const name = this.#nameOf(target);
    const targets = this.#targets.get(region) ?? new Map<number, string>();
    this.#targets.set(region, targets);
    this.#watched.get(region.bytes)?.filled.fill(1, offset, offset + 8);
    if (targets.get(offset) === name) return;
    targets.set(offset, name);
    if (region.kind === "map-value" && typeof target === "object" && "region" in target) this.reach([target.region]);
    this.onChange?.({ region, offset, bytes: new Uint8Array(8), target: name });
  }

  /** Regions that something leads to which the program was given. */
  get reached(): ReadonlySet<Region> {
    return this.#reached;
  }

  reach(regions: readonly Region[]): void {
    for (const region of regions) this.#reached.add(region);
  }

  #nameOf(target: Target): string {
    if (target === undefined) return "NULL";
    return typeof target === "bigint" ? describeAddress(this.#memory, target).target : target.name;
  }

  /** The program begins now. */
  start(): void {
    for (const watched of this.#watched.values()) {
      watched.object.refresh();
      watched.before = watched.object.region.bytes.slice();
      watched.now.set(watched.before);
    }
    this.#targetsBefore = new Map([...this.#targets].map(([region, targets]) => [region, new Map(targets)]));
  }

  /** The program wrote to an object itself. */
  programWrote(region: Region, offset: number, size: number): void {
    const watched = this.#watched.get(region.bytes);
    watched?.filled.fill(1, offset, offset + size);
    watched?.now.set(region.bytes.subarray(offset, offset + size), offset);
  }

  /** Where pointers led as the program began that stand in no bytes. */
  targetsBefore(region: Region): ReadonlyMap<number, string> {
    return this.#targetsBefore.get(region) ?? new Map();
  }

  /** An object's members that are filled at any time of the run, with what they held as it began; undefined for what is none. */
  describe(region: Region, layouts: MemoryLayouts): Omit<TimelineRegion, "name" | "kind" | "size"> | undefined {
    const watched = this.#watched.get(region.bytes);
    if (!watched) return undefined;
    const { filled, before, object } = watched;
    const isFilled = ({ offset, size }: TimelineField) =>
      filled.subarray(offset, offset + size).some((byte) => byte !== 0);
    const { fields, isCut } = someFields(layouts.fieldsOf(region), MOST, isFilled);
    const targets = this.targetsBefore(region);
    const parts = fields.map(({ offset, size }) => {
      const target = targets.get(offset);
      return { offset, hex: toHex(before.subarray(offset, offset + size)), ...(target !== undefined && { target }) };
    });
    return {
      ...layouts.typeText(region),
      fields,
      parts,
      unknown: emptyMembers(object.btf, object.type, filled),
      ...(isCut && { isCut }),
    };
  }
}

/** Members that nothing was put in, those of anonymous structs as members of what holds them. */
function emptyMembers(btf: Btf, type: TypeId, filled: Uint8Array, start = 0): string[] {
  const resolved = btf.resolved(type);
  if (resolved.kind !== "struct" && resolved.kind !== "union") return [];
  const isEmpty = (from: number, to: number) =>
    filled.subarray(from, Math.max(from + 1, to)).every((byte) => byte === 0);
  return resolved.members.flatMap(({ name, type: member, bitOffset, bitFieldSize }) => {
    const from = start + Math.floor(bitOffset / 8);
    if (name === "") return emptyMembers(btf, member, filled, from);
    return isEmpty(from, from + (bitFieldSize > 0 ? 1 : sizeOf(btf, member))) ? [name] : [];
  });
}
