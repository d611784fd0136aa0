import type { MapDefinition } from "../../object/map-definition.ts";
import type { Region } from "../../vm/memory.ts";
import { hasFlag, refuseFlags } from "./flags.ts";
import { KernelMap, type MapResult } from "./map.ts";
import type { MapType } from "./map-type.ts";
import { invalid, type MapRefusal, tooBig } from "./refusal.ts";

/** BPF_LOCAL_STORAGE_MAX_VALUE_SIZE (include/linux/bpf_local_storage.h, v7.3): U16_MAX without the element itself. */
const LARGEST_VALUE = 0xffff - 128;
const KEY_BYTES = 4;

/** kernel/bpf/bpf_local_storage.c, v7.3: a value for each object that asks for one. Only the storage's own helpers take it. */
export class LocalStorageMap extends KernelMap {
  readonly #values = new Map<object, Region>();
  #created = 0;

  of(owner: object): Region | undefined {
    return this.#values.get(owner);
  }

  /** bpf_local_storage_update: zeros where no value is given. */
  add(owner: object, initial: Uint8Array | undefined): Region {
    const value = this.newValue(`${this.name} element ${this.#created++}`);
    if (initial) this.copyValue(value, initial);
    this.#values.set(owner, value);
    return value;
  }

  remove(owner: object): MapResult {
    const value = this.#values.get(owner);
    if (!value) return "ENOENT";
    this.cancelFields(value);
    this.#values.delete(owner);
    return undefined;
  }
}

/** bpf_local_storage_map_alloc_check. */
function check(definition: MapDefinition): MapRefusal | undefined {
  const { maxEntries, keySize, valueSize, keyType, valueType } = definition;
  const refused = refuseFlags(definition, ["BPF_F_NO_PREALLOC", "BPF_F_CLONE"]);
  if (refused) return refused;
  if (!hasFlag(definition, "BPF_F_NO_PREALLOC")) return invalid("it needs BPF_F_NO_PREALLOC");
  if (maxEntries !== 0) return invalid("it has no max_entries");
  if (keySize !== KEY_BYTES || valueSize === 0) return invalid("it needs a key of 4 bytes and a value");
  if (keyType === undefined || valueType === undefined) return invalid("it needs the types of key and value");
  return valueSize > LARGEST_VALUE ? tooBig(`its value has at most ${LARGEST_VALUE} bytes`) : undefined;
}

const storage = (name: MapType["name"]): MapType => ({
  name,
  notModelled: [
    "What user space reads of it.",
    "Memory of user space behind a `__uptr`: it is NULL, as before user space has put an element in.",
  ],
  check,
  create: (options) => new LocalStorageMap(options),
});

export const skStorage = storage("BPF_MAP_TYPE_SK_STORAGE");
export const inodeStorage = storage("BPF_MAP_TYPE_INODE_STORAGE");
export const taskStorage = storage("BPF_MAP_TYPE_TASK_STORAGE");
export const cgrpStorage = storage("BPF_MAP_TYPE_CGRP_STORAGE");
