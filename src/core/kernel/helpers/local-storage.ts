import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import { LocalStorageMap } from "../maps/local-storage.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { mapArgument } from "./map-argument.ts";

/** BPF_LOCAL_STORAGE_GET_F_CREATE (include/uapi/linux/bpf.h, v7.3). */
const CREATE = 1n;

/** A kind of objects that have storage. */
interface StorageKind {
  readonly name: "task" | "cgrp" | "inode" | "sk";
  readonly struct: string;
  /** The object that a pointer leads to. */
  find(kernel: Kernel, region: Region): object | undefined;
}

function kernelObject(kernel: Kernel, region: Region, struct: string): object | undefined {
  const object = kernel.objectAt(region);
  const type = object && kernel.btf.resolved(object.type);
  return type && "name" in type && type.name === struct ? object : undefined;
}

const kindOf = (name: StorageKind["name"], struct: string): StorageKind => ({
  name,
  struct,
  find: (kernel, region) => kernelObject(kernel, region, struct),
});

const kinds: readonly StorageKind[] = [
  kindOf("task", "task_struct"),
  kindOf("cgrp", "cgroup"),
  kindOf("inode", "inode"),
  { name: "sk", struct: "sock", find: ({ sockets }, region) => sockets.at(region) },
];

const NOT_MODELLED = ["Whether the verifier trusts the object's pointer.", "Memory pressure."];

function storageArgument(kernel: Kernel, address: bigint, helper: string, { name }: StorageKind): LocalStorageMap {
  const map = mapArgument(kernel, address);
  if (map instanceof LocalStorageMap && map.typeName === `BPF_MAP_TYPE_${name.toUpperCase()}_STORAGE`) return map;
  return kernel.fault("helper-argument", `${helper} can't take ${map.name}, a map of type ${map.typeName}`);
}

/** ARG_PTR_TO_BTF_ID_OR_NULL: the object; undefined for NULL. */
function ownerArgument(kernel: Kernel, address: bigint, { struct, find }: StorageKind): object | undefined {
  if (kernel.memory.isNull(address)) return undefined;
  const location = kernel.memory.locate(address);
  const gone = location && kernel.memory.releasedRegion(location.region);
  const owner = location && !gone ? find(kernel, location.region) : undefined;
  if (owner && location?.offset === 0) return owner;
  const what = location?.region.name ?? "a number";
  const message = `R2 leads to ${what}${gone ? " after its release" : ""} where a struct ${struct} is expected`;
  return kernel.fault(gone ? "use-after-release" : "helper-argument", message);
}

const get = (kind: StorageKind): HelperModel => ({
  name: `bpf_${kind.name}_storage_get`,
  notModelled: NOT_MODELLED,
  call(kernel, args) {
    const map = storageArgument(kernel, args(0), `bpf_${kind.name}_storage_get`, kind);
    const owner = ownerArgument(kernel, args(1), kind);
    const initial = kernel.memory.isNull(args(2))
      ? undefined
      : kernel.memory.readBytes(args(2), map.definition.valueSize);
    const flags = args(3);
    if (!owner || (flags & ~CREATE) !== 0n) return 0n;
    const value = map.of(owner) ?? (flags === CREATE ? map.add(owner, initial) : undefined);
    return value ? kernel.memory.addressOf(value) : 0n;
  },
});

const remove = (kind: StorageKind): HelperModel => ({
  name: `bpf_${kind.name}_storage_delete`,
  notModelled: NOT_MODELLED,
  call(kernel, args) {
    const map = storageArgument(kernel, args(0), `bpf_${kind.name}_storage_delete`, kind);
    const owner = ownerArgument(kernel, args(1), kind);
    return errnoResult(owner ? map.remove(owner) : "EINVAL");
  },
});

/** kernel/bpf/bpf_task_storage.c, bpf_cgrp_storage.c, bpf_inode_storage.c and net/core/bpf_sk_storage.c, v7.3. */
export const localStorage: readonly HelperModel[] = kinds.flatMap((kind) => [get(kind), remove(kind)]);
