import type { Attachment } from "../../spec/trigger-spec.ts";
import { FactsContradiction } from "../facts-contradiction.ts";
import type { Kernel } from "../kernel.ts";
import { BtfObject } from "../objects/btf-object.ts";
import type { Cgroup } from "../objects/cgroup.ts";
import { structType } from "../objects/struct-access.ts";
import { RefusedInput, UnmodelledInput } from "./context.ts";
import { kmemCache, taskVma } from "./iterators-of-memory.ts";
import { unmodelledIterators } from "./unmodelled-iterators.ts";
import { visitedProcesses } from "./visited-processes.ts";

/** What the kernel iterates over: the values that stand behind `meta` in the context, for each element and for the end. */
export interface IteratorTarget {
  elements(kernel: Kernel, attach: Attachment): Iterable<readonly bigint[]>;
  readonly end: (kernel: Kernel, attach: Attachment) => readonly bigint[];
  /** Whether a return value of 1 ends the iteration; otherwise the program is run for the element once more. */
  readonly endsAtOne?: true;
}

const pointerTo = (kernel: Kernel, object: BtfObject): bigint => kernel.memory.addressOf(object.trusted, 0);

const task: IteratorTarget = {
  *elements(kernel, attach) {
    for (const each of visitedProcesses(kernel, attach)) yield [pointerTo(kernel, each)];
  },
  end: () => [0n],
};

function* preOrder(kernel: Kernel, cgroup: Cgroup): Generator<Cgroup> {
  yield cgroup;
  for (const child of kernel.cgroups.childrenOf(cgroup)) yield* preOrder(kernel, child);
}

function* postOrder(kernel: Kernel, cgroup: Cgroup): Generator<Cgroup> {
  for (const child of kernel.cgroups.childrenOf(cgroup)) yield* postOrder(kernel, child);
  yield cgroup;
}

type Order = NonNullable<Attachment["order"]>;

const orders: Readonly<Record<Order, (kernel: Kernel, start: Cgroup) => Iterable<Cgroup>>> = {
  BPF_CGROUP_ITER_SELF_ONLY: (_kernel, start) => [start],
  BPF_CGROUP_ITER_DESCENDANTS_PRE: preOrder,
  BPF_CGROUP_ITER_DESCENDANTS_POST: postOrder,
  BPF_CGROUP_ITER_ANCESTORS_UP: (_kernel, start) => start.lineage,
};

/** kernel/bpf/cgroup_iter.c, v7.3; from the root where nothing else is said. */
const cgroup: IteratorTarget = {
  *elements(kernel, { cgroup: path, order = "BPF_CGROUP_ITER_SELF_ONLY" }) {
    const start = path === undefined ? kernel.cgroups.root : kernel.cgroups.named(path);
    if (!start) throw new RefusedInput(`The scenario has no cgroup ${path}`, ["attach", "cgroup"]);
    for (const each of orders[order](kernel, start)) yield [pointerTo(kernel, each)];
  },
  end: () => [0n],
  endsAtOne: true,
};

/** Types of maps of which the value that the program is given is the element's own memory. */
const iterable: readonly string[] = [
  "BPF_MAP_TYPE_HASH",
  "BPF_MAP_TYPE_LRU_HASH",
  "BPF_MAP_TYPE_RHASH",
  "BPF_MAP_TYPE_ARRAY",
];

const mapObjects = new WeakMap<Kernel, BtfObject>();

function mapOf(kernel: Kernel, { map: name }: Attachment) {
  if (name === undefined) {
    throw new RefusedInput("An iterator over a map's elements needs one (EBADF)", [], "Name it in `attach.map`.");
  }
  const map = kernel.mapNamed(name);
  if (!map) throw new RefusedInput(`The object has no map ${name}`, ["attach", "map"]);
  if (iterable.includes(map.typeName)) return map;
  throw new UnmodelledInput(`The emulator does not iterate over maps of type ${map.typeName}`, ["attach", "map"]);
}

/** struct bpf_map of the map, with what its definition says. */
function mapObject(kernel: Kernel, attach: Attachment): BtfObject {
  const known = mapObjects.get(kernel);
  if (known) return known;
  const { name, definition } = mapOf(kernel, attach);
  const object = new BtfObject(kernel, `bpf_map ${name}`, structType(kernel.btf, "bpf_map"));
  mapObjects.set(kernel, object);
  object.set("map_type", definition.type);
  object.set("key_size", definition.keySize);
  object.set("value_size", definition.valueSize);
  object.set("max_entries", definition.maxEntries);
  object.set("map_flags", definition.flags);
  object.setBytes("name", new TextEncoder().encode(name).subarray(0, object.sizeOf("name") - 1));
  return object;
}

/** kernel/bpf/map_iter.c and hashtab.c, v7.3: map, key, which can't be written, and value. */
const mapElement: IteratorTarget = {
  *elements(kernel, attach) {
    const map = mapOf(kernel, attach);
    const { memory } = kernel;
    for (const { key, value } of map.elements()) {
      const region = memory.allocate({ kind: "map-value", name: `key of ${map.name}`, bytes: key, writable: false });
      yield [pointerTo(kernel, mapObject(kernel, attach)), memory.addressOf(region, 0), memory.addressOf(value, 0)];
    }
  },
  end: (kernel, attach) => [pointerTo(kernel, mapObject(kernel, attach)), 0n, 0n],
};

/** kernel/bpf/map_iter.c, v7.3: by their ids, which rise as maps are created. */
const maps: IteratorTarget = {
  *elements(kernel) {
    for (const map of kernel.maps) yield [kernel.memory.addressOf(map.region, 0)];
  },
  end: () => [0n],
};

const targets: Readonly<Record<string, IteratorTarget>> = {
  task,
  task_vma: taskVma,
  cgroup,
  bpf_map: maps,
  bpf_map_elem: mapElement,
  kmem_cache: kmemCache,
};

/** The target by its name in a section: `iter/task`. */
export function iteratorTarget(kernel: Kernel, name: string): IteratorTarget {
  const target = targets[name];
  if (target) return target;
  if (kernel.btf.find("struct", `bpf_iter__${name}`) === undefined) {
    throw new FactsContradiction(`The kernel's BTF has no struct bpf_iter__${name}`);
  }
  const help = `It iterates over: ${Object.keys(targets).join(", ")}.`;
  const reason = unmodelledIterators[name];
  throw new UnmodelledInput(`The emulator does not iterate over ${name}${reason ? `: ${reason}` : ""}`, [], help);
}
