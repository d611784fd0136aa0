import type { MapDefinition } from "../../object/map-definition.ts";
import { hasFlag } from "./flags.ts";
import { checkExistence, checkHash, ORDER } from "./hash.ts";
import type { MapResult } from "./map.ts";
import type { MapType } from "./map-type.ts";
import { invalid, type MapRefusal, tooBig } from "./refusal.ts";
import { ValueHash } from "./value-hash.ts";

const U16_MAX = 0xffffn;
const U32_MAX = 0xffff_ffffn;

/** kernel/bpf/hashtab.c, v7.3: unlike in other hashes an update writes to the element that is there. */
class ResizableHash extends ValueHash {
  override update(key: Uint8Array, value: Uint8Array, flags: bigint): MapResult {
    if (!this.takesFlags(flags)) return "EINVAL";
    const old = this.lookup(key);
    const refused = checkExistence(old !== undefined, flags);
    if (refused) return refused;
    if (!old && this.table.size >= this.definition.maxEntries) return "E2BIG";
    if (old) {
      this.copyValue(old, value);
      this.cancelFields(old);
    } else this.put(key, this.takeFree(), value);
    return undefined;
  }
}

/** rhtab_map_alloc_check; map_extra says for how many elements there is room at the start. */
function checkResizableHash(definition: MapDefinition): MapRefusal | undefined {
  const { extra, keySize, maxEntries } = definition;
  if (!hasFlag(definition, "BPF_F_NO_PREALLOC")) return invalid("it needs BPF_F_NO_PREALLOC");
  if (hasFlag(definition, "BPF_F_ZERO_SEED")) return invalid("it can't have BPF_F_ZERO_SEED");
  if (keySize > Number(U16_MAX)) return tooBig("its key is too large");
  if (extra > U32_MAX) return invalid("its map_extra has 32 bits");
  if (extra > U16_MAX) return tooBig("its map_extra is at most 65535");
  if (extra > BigInt(maxEntries)) return invalid("its map_extra is more than its max_entries");
  return checkHash(definition);
}

export const resizableHash: MapType = {
  name: "BPF_MAP_TYPE_RHASH",
  notModelled: [ORDER],
  check: checkResizableHash,
  create: (options) => new ResizableHash(options),
};
