import { toHex } from "../bytes/hex.ts";
import { BPF_PSEUDO_MAP_IDX, BPF_PSEUDO_MAP_IDX_VALUE, LD_IMM64 } from "../isa/encoding.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { ArenaMap } from "../kernel/maps/arena.ts";
import { createMap, objectMapDefinition, refuseMap, unmodelledPart } from "../kernel/maps/create-map.ts";
import { indexKey } from "../kernel/maps/indexed-map.ts";
import type { KernelMap } from "../kernel/maps/map.ts";
import { MapOfMaps } from "../kernel/maps/maps-of-maps.ts";
import { ProgArrayMap } from "../kernel/maps/prog-array.ts";
import { refuseUse } from "../kernel/maps/program-use.ts";
import { holdsRecords } from "../kernel/maps/records.ts";
import type { DeclaredMap, LinkedObject } from "../object/linked-object.ts";
import { loadedMaps } from "../object/loaded-maps.ts";
import type { KernelState, Scenario } from "../spec/example-spec.ts";
import type { Fault } from "../vm/fault.ts";
import type { Region } from "../vm/memory.ts";
import { type DecodeContext, decodeValue } from "./decode/decode-value.ts";
import { fillMap } from "./fill-map.ts";
import type { GlobalData } from "./global-data.ts";
import { globalRegion } from "./global-region.ts";
import { kconfigBytes } from "./kconfig-values.ts";
import type { DecodedValue, MapRecord } from "./outcome.ts";
import type { ProgramImage } from "./program-image.ts";
import { GapSignal, SetupSignal } from "./setup-problem.ts";

/** Elements of one map that are shown: so many, of so many bytes together. */
const MOST_ENTRIES = 256;
const MOST_BYTES = 1 << 20;
const PAGE = 4096;

/** What stands for the key of an element that has none. */
export const recordNumber = (index: number): DecodedValue => ({ kind: "integer", type: "u32", value: String(index) });

/** The maps of an object in the kernel: those that it declares, and the ones behind its global data. */
export class ObjectMaps {
  /** What a load of each map's address gives, in the order of `LinkedObject.maps`. */
  readonly regions: readonly Region[];
  readonly #declared: readonly { readonly linked: DeclaredMap; readonly map: KernelMap }[];
  readonly #object: LinkedObject;
  readonly #kernel: Kernel;

  constructor(kernel: Kernel, object: LinkedObject, globals: GlobalData, kconfig: KernelState["kconfig"]) {
    this.#kernel = kernel;
    this.#object = object;
    this.#declared = object.maps.flatMap((linked) =>
      linked.kind === "declared" ? [{ linked, map: this.#create(linked) }] : [],
    );
    this.#fillValues();
    this.#fillArena(globals);
    let [declared, data] = [0, 0];
    this.regions = object.maps.map((linked) => {
      if (linked.kind === "declared") return this.#regionOf(declared++);
      const { name } = linked;
      if (linked.kind === "kconfig") {
        const bytes = kconfigBytes(linked, kernel, kconfig);
        return kernel.memory.allocate({ kind: "global", name, bytes, writable: false });
      }
      return globalRegion(kernel, linked, globals.sections[data++] ?? linked.initial);
    });
  }

  /** What a 64-bit load of the address of a map's value gives; undefined where the object has no such map. */
  valueAddress(index: number, offset: number): bigint | undefined {
    const region = this.regions[index];
    if (!region) return undefined;
    const map = this.#kernel.mapAt(region);
    return map ? map.valueAddress(offset) : this.#kernel.memory.addressOf(region, offset);
  }

  /** The arena that a program takes by its address or by that of a variable in it; a program takes at most one. */
  arenaOf({ instructions }: ProgramImage): ArenaMap | undefined {
    for (const { opcode, src, imm } of instructions) {
      const isMap = src === BPF_PSEUDO_MAP_IDX || src === BPF_PSEUDO_MAP_IDX_VALUE;
      const region = opcode === LD_IMM64 && isMap ? this.regions[imm] : undefined;
      const map = region && this.#kernel.mapAt(region);
      if (map instanceof ArenaMap) return map;
    }
    return undefined;
  }

  /** Puts in what a scenario says that maps hold before the run. */
  fill(maps: NonNullable<Scenario["maps"]>): void {
    for (const [name, elements] of Object.entries(maps)) {
      const found = this.#declared.find(({ linked }) => linked.name === name);
      if (!found) {
        const names = this.#declared.map(({ linked }) => linked.name).join(", ");
        throw new SetupSignal(`The object has no map ${name}`, ["maps", name], `It has: ${names || "none"}.`);
      }
      fillMap({ kernel: this.#kernel, object: this.#object, ...found, elements });
    }
  }

  /** What the maps hold now; those that hold other maps or programs are left out. */
  records(context: DecodeContext): MapRecord[] {
    return this.#declared.flatMap(({ linked, map }) => {
      if (map instanceof MapOfMaps || map instanceof ProgArrayMap) return [];
      return [this.#record(linked, map, context)];
    });
  }

  /** Why the program may not use a map that it loads the address of, and where it does. */
  refusedUse({ instructions }: ProgramImage): Pick<Fault, "slot" | "message"> | undefined {
    for (const { slot, map: index } of loadedMaps(instructions)) {
      const region = this.regions[index];
      const map = region && this.#kernel.mapAt(region);
      const message = map && refuseUse(this.#kernel, map);
      if (message) return { slot, message };
    }
    return undefined;
  }

  #record({ name, definition }: DeclaredMap, map: KernelMap, context: DecodeContext): MapRecord {
    const { keyType, valueType, keySize, valueSize } = definition;
    const decode = (type: number | undefined, bytes: Uint8Array): DecodedValue =>
      decodeValue(context, type ?? 0, bytes);
    const entries: MapRecord["entries"][number][] = [];
    let bytes = 0;
    for (const { key, value } of map.entries()) {
      bytes += value.length;
      if (entries.length === MOST_ENTRIES || bytes > MOST_BYTES) return { name, entries, isCut: true };
      if (holdsRecords(definition)) {
        entries.push({ key: recordNumber(entries.length), value: { kind: "bytes", type: "void", hex: toHex(value) } });
        continue;
      }
      const decodedKey = keySize === 0 ? recordNumber(entries.length) : decode(keyType, key);
      const shown = valueSize === 0 ? value : value.subarray(0, valueSize);
      entries.push({ key: decodedKey, value: decode(valueType, shown) });
    }
    return { name, entries };
  }

  #create({ name, definition: declared }: DeclaredMap): KernelMap {
    const definition = objectMapDefinition(this.#kernel, declared);
    const refused = refuseMap(this.#kernel, definition);
    if (refused) throw new SetupSignal(`The map ${name} can't be created: ${refused.why} (-${refused.errno})`, []);
    const unmodelled = unmodelledPart(this.#kernel, definition);
    if (unmodelled)
      throw new GapSignal(`The emulator does not model ${unmodelled}, which the map ${name} asks for`, []);
    return createMap(this.#kernel, name, definition);
  }

  #regionOf(index: number): Region {
    const map = this.#declared[index]?.map;
    if (!map) throw new RangeError(`the object has no map ${index}`);
    return map.region;
  }

  /** libbpf's bpf_object__create_maps and init_prog_array_slots. */
  #fillValues(): void {
    for (const { linked, map } of this.#declared) {
      for (const { slot, map: inner, program } of linked.values) {
        if (program !== undefined && map instanceof ProgArrayMap) {
          map.programs.set(slot, program);
        }
        const innerMap = inner === undefined ? undefined : this.#declared[inner]?.map;
        if (innerMap && map instanceof MapOfMaps) map.insert(indexKey(slot), innerMap);
      }
    }
  }

  #fillArena(globals: GlobalData): void {
    for (const { linked, map } of this.#declared) {
      if (!linked.data || !(map instanceof ArenaMap)) continue;
      map.populate(linked.data.start / PAGE, globals.arena.length / PAGE, globals.arena);
    }
  }
}
