import type { MapType } from "./map-type.ts";
import { invalid } from "./refusal.ts";
import { UnmodelledMap } from "./unmodelled.ts";

/** struct bpf_insn_array_value (include/uapi/linux/bpf.h, v7.3). */
const VALUE_BYTES = 16;

export const INSN_ARRAY = "BPF_MAP_TYPE_INSN_ARRAY";

/**
 * Places of instructions, to which a program jumps (kernel/bpf/bpf_insn_array.c, v7.3). libbpf makes, fills and freezes one for
 * each jump table that a compiler wrote (`jumpTableRegions`); one of an object's own definition is never frozen, so that no
 * program can use it (`refuseUse`).
 */
export const insnArray: MapType = {
  name: INSN_ARRAY,
  notModelled: ["Maps that user space has filled and frozen before it loads a program for them."],
  check({ maxEntries, keySize, valueSize, flags }) {
    const isPlain = keySize === 4 && valueSize === VALUE_BYTES && maxEntries > 0;
    if (!isPlain) return invalid(`it needs max_entries, a key of 4 bytes and a value of ${VALUE_BYTES}`);
    return flags === 0 ? undefined : invalid("it has no flags");
  },
  create: (options) => new UnmodelledMap(options),
};
