import type { MapDefinition } from "../../object/map-definition.ts";
import { checkArray } from "./array.ts";
import { KernelMap, type MapResult } from "./map.ts";
import type { MapType } from "./map-type.ts";
import { invalid } from "./refusal.ts";

const valueSizes: readonly number[] = [4, 8];

/** kernel/bpf/reuseport_array.c, v7.3. Programs may only select from it. */
export class ReuseportArray extends KernelMap {
  /** bpf_fd_reuseport_array_update_elem: the descriptor is that of no socket. */
  override updateFromUser(_key: Uint8Array, _value: Uint8Array, _flags: bigint): MapResult {
    return "EBADF";
  }
}

export const reuseportArray: MapType = {
  name: "BPF_MAP_TYPE_REUSEPORT_SOCKARRAY",
  notModelled: ["Sockets that share a port: such a map is empty."],
  /** reuseport_array_alloc_check. */
  check(definition: MapDefinition) {
    if (!valueSizes.includes(definition.valueSize)) return invalid("its value must have 4 or 8 bytes");
    return checkArray(definition);
  },
  create: (options) => new ReuseportArray(options),
};
