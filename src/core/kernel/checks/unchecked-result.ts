import type { TypeId } from "../../btf/types.ts";
import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";

/** What pointers lead to that calls give: memory, maps in maps, and objects. */
const memories: ReadonlySet<Region["kind"]> = new Set(["map-value", "packet", "global", "map"]);
const given: ReadonlySet<Region["kind"]> = new Set([...memories, "object", "allocated"]);

/**
 * The pointer that a call gave, as one that can't be followed before it was compared with NULL: another one where the program may
 * have this one already.
 */
export function uncheckedResult({ memory, references }: Kernel, result: bigint): bigint {
  const location = memory.locate(result);
  if (!location || !given.has(location.region.kind)) return result;
  const { region } = location;
  const isOwn = references.find(region) !== undefined || (region.fresh && memories.has(region.kind));
  if (!isOwn) return memory.closedCopy(result);
  memory.close(region);
  return result;
}

const arrays: ReadonlySet<string> = new Set(["BPF_MAP_TYPE_ARRAY", "BPF_MAP_TYPE_PERCPU_ARRAY"]);
const SPILL_BYTES = 8;

/** Whether a kfunc gave another reference on what the program owns, which it does in any case (is_kfunc_ret_null, kernel/bpf/verifier.c, v7.3). */
export function isAnotherReference({ btf, memory, references }: Kernel, id: TypeId, owned: bigint): boolean {
  const called = btf.type(id);
  if (called.kind !== "func" || !called.name.startsWith("bpf_refcount_acquire")) return false;
  const region = memory.regionAt(owned);
  return region !== undefined && references.find(region) !== undefined;
}

/**
 * Whether the verifier may know that a map has the element that was looked up: an array has it where the key is a constant that it
 * sees on the stack, 0 or spilled to where 8 bytes begin (get_constant_map_key, kernel/bpf/verifier.c, v7.3). Whether such a key is
 * one on each path is not known of a run.
 */
export function mayBeKnown(kernel: Kernel, map: bigint, key: bigint): boolean {
  const { memory } = kernel;
  const region = memory.regionAt(map);
  const declared = region && kernel.mapAt(region);
  const place = memory.locate(key);
  if (!declared || !arrays.has(declared.typeName) || place?.region.kind !== "stack") return false;
  const isZero = memory.readBytes(key, declared.definition.keySize).every((byte) => byte === 0);
  return isZero || place.offset % SPILL_BYTES === 0;
}
