import { toU32 } from "../../bytes/integers.ts";
import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import { hasFlag } from "../maps/flags.ts";
import type { KernelMap, MapResult } from "../maps/map.ts";
import { SocketMap } from "../maps/socket-map.ts";
import { callbackArgument } from "./callback-argument.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { mapArgument } from "./map-argument.ts";
import { socketArgument } from "./socket-argument.ts";

/** Objects that the program allocated are no memory to helpers (mem_types, kernel/bpf/verifier.c, v7.3). */
function elementArgument(kernel: Kernel, address: bigint, size: number): Uint8Array {
  const region = kernel.memory.locate(address)?.region;
  const object = region && kernel.allocations.at(region);
  if (!object) return kernel.memory.readBytes(address, size);
  const message = `a key or value is read from ${object.name}; helpers take no allocated object for memory`;
  return kernel.fault("helper-argument", message);
}

const keyArgument = (kernel: Kernel, { definition }: KernelMap, address: bigint) =>
  elementArgument(kernel, address, definition.keySize);

const valueArgument = (kernel: Kernel, { definition }: KernelMap, address: bigint) =>
  elementArgument(kernel, address, definition.valueSize);

/** record_func_map (kernel/bpf/verifier.c, v7.3): a map that is read-only for programs takes no changes. */
function checkWritable(kernel: Kernel, { name, definition }: KernelMap): void {
  if (!hasFlag(definition, "BPF_F_RDONLY_PROG")) return;
  kernel.fault("read-only-memory", `${name} is read-only for programs; write into map forbidden`);
}

/** The pointer that a look-up gives. */
function lookedUp({ memory }: Kernel, { tellsLookupsApart }: KernelMap, value: Region | undefined): bigint {
  if (!value) return 0n;
  const pointer = tellsLookupsApart ? memory.view(value, { offset: 0, size: value.size, fresh: true }) : value;
  return memory.addressOf(pointer, 0);
}

const lookup: HelperModel = {
  name: "bpf_map_lookup_elem",
  notModelled: [],
  call(kernel, args) {
    const map = mapArgument(kernel, args(0));
    return lookedUp(kernel, map, map.lookup(keyArgument(kernel, map, args(1))));
  },
};

const lookupOnCpu: HelperModel = {
  name: "bpf_map_lookup_percpu_elem",
  notModelled: [],
  call(kernel, args) {
    const map = mapArgument(kernel, args(0));
    const value = map.lookupOnCpu(keyArgument(kernel, map, args(1)), Number(toU32(args(2))));
    return value ? kernel.memory.addressOf(value, 0) : 0n;
  },
};

/** Maps of sockets take a pointer to one (resolve_map_arg_type, kernel/bpf/verifier.c, v7.3). */
function updateSocket(kernel: Kernel, map: SocketMap, args: (index: number) => bigint): MapResult {
  map.checkUpdate();
  const key = keyArgument(kernel, map, args(1));
  return map.updateSocket(key, socketArgument(kernel, args(2), "R3"), args(3));
}

const update: HelperModel = {
  name: "bpf_map_update_elem",
  notModelled: [],
  call(kernel, args) {
    const map = mapArgument(kernel, args(0));
    checkWritable(kernel, map);
    if (map instanceof SocketMap) return errnoResult(updateSocket(kernel, map, args));
    return errnoResult(map.update(keyArgument(kernel, map, args(1)), valueArgument(kernel, map, args(2)), args(3)));
  },
};

const remove: HelperModel = {
  name: "bpf_map_delete_elem",
  notModelled: [],
  call(kernel, args) {
    const map = mapArgument(kernel, args(0));
    checkWritable(kernel, map);
    return errnoResult(map.delete(keyArgument(kernel, map, args(1))));
  },
};

const push: HelperModel = {
  name: "bpf_map_push_elem",
  notModelled: [],
  call(kernel, args) {
    const map = mapArgument(kernel, args(0));
    checkWritable(kernel, map);
    return errnoResult(map.push(valueArgument(kernel, map, args(1)), args(2)));
  },
};

/** Where there is no element the memory is filled with zeros; a bloom filter reads it (resolve_map_arg_type, kernel/bpf/verifier.c, v7.3). */
const take = (name: HelperModel["name"], method: "pop" | "peek"): HelperModel => ({
  name,
  notModelled: [],
  call(kernel, args) {
    const map = mapArgument(kernel, args(0));
    const { valueSize } = map.definition;
    if (method === "peek" && map.holds) return errnoResult(map.holds(valueArgument(kernel, map, args(1))));
    kernel.memory.resolve(args(1), { intent: "write", size: valueSize });
    const value = map[method]();
    kernel.memory.writeBytes(args(1), value === "ENOENT" ? new Uint8Array(valueSize) : value);
    return errnoResult(value === "ENOENT" ? value : undefined);
  },
});

/** bpf_for_each_map_elem (kernel/bpf/bpf_iter.c, v7.3): the number of elements that the callback was given, or -EINVAL. */
const forEach: HelperModel = {
  name: "bpf_for_each_map_elem",
  notModelled: [],
  call(kernel, args) {
    const map = mapArgument(kernel, args(0));
    const callback = callbackArgument(kernel, args(1), "R2");
    const context = args(2);
    const elements = map.elements();
    if (args(3) !== 0n) return errnoResult("EINVAL");
    let visited = 0n;
    for (const { key, value } of elements) {
      const region = kernel.memory.allocate({
        kind: "map-value",
        name: `key of ${map.name}`,
        bytes: key,
        writable: false,
      });
      visited++;
      const { memory } = kernel;
      if (callback(memory.addressOf(map.region), memory.addressOf(region), memory.addressOf(value), context) !== 0n)
        break;
    }
    return visited;
  },
};

export const maps: readonly HelperModel[] = [
  lookup,
  lookupOnCpu,
  update,
  remove,
  push,
  take("bpf_map_pop_elem", "pop"),
  take("bpf_map_peek_elem", "peek"),
  forEach,
];
