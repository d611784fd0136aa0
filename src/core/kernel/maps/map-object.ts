import { BtfObject } from "../objects/btf-object.ts";
import { structType } from "../objects/struct-access.ts";
import { hasFlag, mapFlags } from "./flags.ts";
import type { KernelMap } from "./map.ts";
import type { MapStruct } from "./map-struct.ts";

/** bpf_map_flags_retain_permanent (kernel/bpf/syscall.c, v7.3): what a descriptor may do is no matter of the map. */
const OF_DESCRIPTORS = mapFlags.BPF_F_RDONLY | mapFlags.BPF_F_WRONLY;
/** BPF_OBJ_NAME_LEN without the NUL. */
const NAME_BYTES = 15;
const NUMA_NO_NODE = -1;

/**
 * What a pointer to a map leads to: the struct that the map's type is made of, which programs of any license may read
 * (check_ptr_to_map_access, kernel/bpf/verifier.c, v7.3). It is filled as a program looks; members that nothing is said of here
 * or in `map-struct.ts` are zeros.
 */
export class MapObject extends BtfObject {
  readonly #map: KernelMap;
  readonly #struct: MapStruct;
  readonly #id: number;
  #isFilled = false;

  constructor(map: KernelMap, struct: MapStruct, id: number) {
    super(map.kernel, map.name, structType(map.kernel.btf, struct.struct), { kind: "map" });
    this.#map = map;
    this.#struct = struct;
    this.#id = id;
  }

  protected override beforeRead(): void {
    if (!this.#isFilled) this.#fill();
    this.#isFilled = true;
    this.#setAll(this.#struct.current?.(this.#map));
  }

  protected override checkLicense(): void {}

  #setAll(members: Readonly<Record<string, number | bigint>> = {}): void {
    for (const [path, value] of Object.entries(members)) this.set(path, value);
  }

  /** bpf_map_init_from_attr and map_create_alloc. libbpf puts the object's name before those of its sections, which is not known. */
  #fill(): void {
    const { kernel, name, definition } = this.#map;
    this.setPointer("map.ops", new BtfObject(kernel, `operations of ${name}`, structType(kernel.btf, "bpf_map_ops")));
    if (!name.startsWith(".")) {
      this.setBytes("map.name", new TextEncoder().encode(name).subarray(0, NAME_BYTES));
    }
    this.#setAll({
      "map.map_type": definition.type,
      "map.key_size": definition.keySize,
      "map.value_size": definition.valueSize,
      "map.max_entries": definition.maxEntries,
      "map.map_extra": definition.extra,
      "map.map_flags": definition.flags & ~OF_DESCRIPTORS,
      "map.id": this.#id,
      ...(!hasFlag(definition, "BPF_F_NUMA_NODE") && { "map.numa_node": NUMA_NO_NODE }),
      ...this.#struct.created?.(this.#map),
    });
  }
}
