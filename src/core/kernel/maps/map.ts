import type { MapDefinition } from "../../object/map-definition.ts";
import type { ErrnoName } from "../../uapi/errno.ts";
import type { Region, RegionAccess } from "../../vm/memory.ts";
import { fieldAccess } from "../fields/field-access.ts";
import type { MapTypes } from "../fields/map-record.ts";
import type { SpecialField } from "../fields/special-field.ts";
import type { Kernel } from "../kernel.ts";
import { hasFlag } from "./flags.ts";
import { MapObject } from "./map-object.ts";
import { mapStructOf } from "./map-struct.ts";
import { noteOwner } from "./value-owners.ts";
import { writeOnlyAccess } from "./write-only-access.ts";

/** Flags of updates (include/uapi/linux/bpf.h, v7.3). */
export const BPF_NOEXIST = 1n;
export const BPF_EXIST = 2n;
export const BPF_F_LOCK = 4n;

/** What a map is created from. */
export interface MapOptions {
  readonly kernel: Kernel;
  readonly name: string;
  /** The kernel's name of the type: `BPF_MAP_TYPE_ARRAY`. */
  readonly typeName: string;
  readonly definition: MapDefinition;
  /** Locks and other fields that the verifier knows in the value's type. */
  readonly types: MapTypes;
}

/** An element as user space reads it. */
export interface MapEntry {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

/** An element as a callback of bpf_for_each_map_elem is given it. */
export interface MapElement {
  readonly key: Uint8Array;
  readonly value: Region;
}

/** What an operation comes to: undefined for success. */
export type MapResult = ErrnoName | undefined;

function regionOf(map: KernelMap, id: number): Region {
  const { kernel, name, typeName } = map;
  const struct = mapStructOf(typeName);
  if (struct) return new MapObject(map, struct, id).region;
  return kernel.memory.allocate({ kind: "map", name, bytes: 0, writable: false });
}

/**
 * A map of the modelled kernel. What a type does not do stays as it is here: the verifier refuses the helper for such a
 * map. Keys and values are as long as the definition says.
 */
export abstract class KernelMap {
  readonly kernel: Kernel;
  readonly name: string;
  readonly typeName: string;
  readonly definition: MapDefinition;
  readonly types: MapTypes;
  /** What a pointer to the map leads to: its struct, which programs may read where the type has one. */
  readonly region: Region;

  constructor({ kernel, name, typeName, definition, types }: MapOptions) {
    this.kernel = kernel;
    this.name = name;
    this.typeName = typeName;
    this.definition = definition;
    this.types = types;
    this.region = regionOf(this, kernel.nextMapId);
    kernel.addMap(this);
  }

  /** What a 64-bit load of the address of the map's value gives, for maps that have one value. */
  valueAddress(offset: number): bigint {
    return this.kernel.fault("invalid-instruction", `a load of the value of ${this.name} at offset ${offset}`);
  }

  /** The element's value as the program reaches it; for maps of maps the inner map. */
  lookup(_key: Uint8Array): Region | undefined {
    return this.refuse("bpf_map_lookup_elem");
  }

  /** The value on another CPU. */
  lookupOnCpu(_key: Uint8Array, _cpu: number): Region | undefined {
    return this.refuse("bpf_map_lookup_percpu_elem");
  }

  update(_key: Uint8Array, _value: Uint8Array, _flags: bigint): MapResult {
    return this.refuse("bpf_map_update_elem");
  }

  /** The same from user space, which may put in what programs may not. */
  updateFromUser(key: Uint8Array, value: Uint8Array, flags: bigint): MapResult {
    return this.update(key, value, flags);
  }

  delete(_key: Uint8Array): MapResult {
    return this.refuse("bpf_map_delete_elem");
  }

  push(_value: Uint8Array, _flags: bigint): MapResult {
    return this.refuse("bpf_map_push_elem");
  }

  /** The value, or -ENOENT; then the kernel writes zeros. */
  pop(): Uint8Array | "ENOENT" {
    return this.refuse("bpf_map_pop_elem");
  }

  peek(): Uint8Array | "ENOENT" {
    return this.refuse("bpf_map_peek_elem");
  }

  /** Whether it holds the value that the program hands over, where peeking asks that; undefined where it does. */
  holds?(value: Uint8Array): MapResult;

  /** What bpf_map_sum_elem_count gives: hashes count their elements, no other map does. */
  get elementCount(): number {
    return 0;
  }

  /** In the order in which callbacks get them. Elements may be deleted meanwhile. */
  elements(): Iterable<MapElement> {
    return this.refuse("bpf_for_each_map_elem");
  }

  /** In the order in which user space gets them; empty for maps that it can't walk. */
  entries(): Iterable<MapEntry> {
    return [];
  }

  /** check_map_func_compatibility (kernel/bpf/verifier.c, v7.3). */
  protected refuse(helper: string): never {
    return this.kernel.fault("helper-argument", `${helper} can't take ${this.name}, a map of type ${this.typeName}`);
  }

  /** Memory for a value, which starts as zeros. */
  protected newValue(name: string): Region {
    const access = this.#access(name, () => region);
    const region: Region = this.kernel.memory.allocate({
      kind: "map-value",
      name,
      bytes: this.definition.valueSize,
      writable: !hasFlag(this.definition, "BPF_F_RDONLY_PROG"),
      ...(access && { access }),
    });
    noteOwner(region, this);
    this.kernel.fieldPlaces.add(region, this.types);
    return region;
  }

  #access(name: string, regionOf: () => Region): RegionAccess | undefined {
    if (hasFlag(this.definition, "BPF_F_WRONLY_PROG")) return writeOnlyAccess(this.kernel, name, regionOf);
    const { record } = this.types;
    return record && fieldAccess(this.kernel, name, record, regionOf);
  }

  /** copy_map_value: everything but the special fields. */
  protected copyValue(region: Region, value: Uint8Array): void {
    const kept = this.fields.map(({ offset, size }) => ({ offset, bytes: region.bytes.slice(offset, offset + size) }));
    region.bytes.set(value);
    for (const { offset, bytes } of kept) region.bytes.set(bytes, offset);
  }

  /** bpf_obj_cancel_fields: ends what the fields of a value hold, as it is deleted or another one takes its place. */
  protected cancelFields(value: Region): void {
    if (this.fields.length > 0) this.kernel.async.free(value);
  }

  /** The key of the element that a value's memory belongs to now. */
  keyOf(value: Region): Uint8Array | undefined {
    for (const each of this.elements()) if (each.value === value) return each.key;
    return undefined;
  }

  /** What user space reads of a value: special fields are zeros. */
  protected valueForUser(region: Region): Uint8Array {
    const value = region.bytes.slice();
    for (const { offset, size } of this.fields) value.fill(0, offset, offset + size);
    return value;
  }

  get fields(): readonly SpecialField[] {
    return this.types.record?.fields ?? [];
  }

  /** Whether two look-ups of one element give pointers that the verifier takes for two (reg_may_point_to_spin_lock, v7.3). */
  get tellsLookupsApart(): boolean {
    return this.hasLock || (this.types.record?.has("bpf_res_spin_lock") ?? false);
  }

  get hasLock(): boolean {
    return this.types.record?.has("bpf_spin_lock") ?? false;
  }
}
