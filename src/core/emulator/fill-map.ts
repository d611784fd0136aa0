import type { Kernel } from "../kernel/kernel.ts";
import { CgroupArrayMap } from "../kernel/maps/cgroup-array.ts";
import { hasFlag } from "../kernel/maps/flags.ts";
import type { KernelMap, MapResult } from "../kernel/maps/map.ts";
import { RedirectMap } from "../kernel/maps/redirect-map.ts";
import { UserRingBufferMap } from "../kernel/maps/user-ring-buffer.ts";
import type { DeclaredMap, LinkedObject } from "../object/linked-object.ts";
import type { Scenario } from "../spec/example-spec.ts";
import { cgroupPathOf, encodeElement, recordBytes } from "./map-element.ts";
import { programsFor } from "./map-programs.ts";
import { SetupSignal } from "./setup-problem.ts";

const BPF_ANY = 0n;

type Elements = NonNullable<Scenario["maps"]>[string];

/** A map of an object with what a scenario puts into it. */
export interface Filling {
  readonly kernel: Kernel;
  readonly object: LinkedObject;
  readonly linked: DeclaredMap;
  readonly map: KernelMap;
  readonly elements: Elements;
}

function postRecords(map: UserRingBufferMap, records: Elements): void {
  for (const [key, record] of Object.entries(records)) {
    if (map.post(recordBytes(map.name, key, record))) continue;
    throw new SetupSignal(`The record ${key} finds no room in ${map.name}`, ["maps", map.name, key]);
  }
}

/** map_update_elem (kernel/bpf/syscall.c, v7.3). */
const update = (map: KernelMap, key: Uint8Array, value: Uint8Array): MapResult =>
  hasFlag(map.definition, "BPF_F_RDONLY") ? "EPERM" : map.updateFromUser(key, value, BPF_ANY);

/** The program that a value names, if it names one. */
function putProgram({ object, map }: Filling, key: Uint8Array, name: string | undefined): MapResult {
  if (name === undefined) return undefined;
  const attachType = object.programs.find((each) => each.name === name)?.attachType;
  return map instanceof RedirectMap ? map.putProgram(key, { name, attachType }) : "EINVAL";
}

function putElements(filling: Filling): void {
  const { kernel, object, linked, map, elements } = filling;
  const { name, definition } = linked;
  const { keyType, valueType } = definition;
  if (keyType === undefined || valueType === undefined) {
    throw new SetupSignal(`The definition of ${name} does not name the types of key and value`, ["maps", name]);
  }
  const fillable = { name, keyType, valueType, programs: programsFor(object, name) };
  for (const [key, value] of Object.entries(elements)) {
    const encoded = encodeElement(object.btf, fillable, key, value, kernel.btf);
    const refused = update(map, encoded.key, encoded.value) ?? putProgram(filling, encoded.key, encoded.program);
    if (!refused) continue;
    throw new SetupSignal(`The kernel refuses the element ${key} of ${name} (${refused})`, ["maps", name, key]);
  }
}

/** Of an array of cgroups, whose elements are given by their paths. */
function putCgroups({ kernel, linked, elements }: Filling, map: CgroupArrayMap): void {
  const { name } = linked;
  for (const [key, path] of Object.entries(elements)) {
    const wanted = cgroupPathOf(name, key, path);
    const cgroup = kernel.cgroups.all.find((each) => each.path === wanted);
    const index = Number(key);
    if (!cgroup) throw new SetupSignal(`There is no cgroup ${wanted} for ${name}`, ["maps", name, key]);
    if (index >= map.definition.maxEntries) {
      throw new SetupSignal(`The kernel refuses the element ${key} of ${name} (E2BIG)`, ["maps", name, key]);
    }
    map.cgroups.set(index, cgroup);
  }
}

/** Puts in what a scenario says that a map holds before the run. Throws a SetupSignal. */
export function fillMap(filling: Filling): void {
  const { map, elements } = filling;
  if (map instanceof UserRingBufferMap) postRecords(map, elements);
  else if (map instanceof CgroupArrayMap) putCgroups(filling, map);
  else putElements(filling);
}
