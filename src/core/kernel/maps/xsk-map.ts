import type { Region } from "../../vm/memory.ts";
import { refuseFlags } from "./flags.ts";
import type { MapResult } from "./map.ts";
import type { MapType } from "./map-type.ts";
import { RedirectMap } from "./redirect-map.ts";
import { invalid } from "./refusal.ts";

/** net/xdp/xskmap.c, v7.3. No socket of family AF_XDP can be put in, so nothing is ever found. */
class XskMap extends RedirectMap {
  override lookup(_key: Uint8Array): Region | undefined {
    return undefined;
  }

  override targetOf(_key: number): string | undefined {
    return undefined;
  }

  override updateFromUser(_key: Uint8Array, _value: Uint8Array, _flags: bigint): MapResult {
    return "EBADF";
  }
}

export const xskMap: MapType = {
  name: "BPF_MAP_TYPE_XSKMAP",
  notModelled: ["Sockets of family AF_XDP: such a map is empty."],
  /** xsk_map_alloc. */
  check(definition) {
    const { maxEntries, keySize, valueSize } = definition;
    if (keySize !== 4 || valueSize !== 4) return invalid("its key and value must have 4 bytes");
    if (maxEntries === 0) return invalid("it needs max_entries");
    return refuseFlags(definition, ["BPF_F_NUMA_NODE", "BPF_F_RDONLY", "BPF_F_WRONLY"]);
  },
  create: (options) => new XskMap(options),
};
