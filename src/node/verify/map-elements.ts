import type { Btf } from "../../core/btf/btf.ts";
import { cgroupPathOf, encodeElement, type FillableMap, recordBytes } from "../../core/emulator/map-element.ts";
import { programsFor } from "../../core/emulator/map-programs.ts";
import { SetupSignal } from "../../core/emulator/setup-problem.ts";
import { declaredMap, type LinkedObject } from "../../core/object/linked-object.ts";
import type { Scenario } from "../../core/spec/example-spec.ts";
import type { MapElement } from "../linux/job.ts";

function fillableMap(object: LinkedObject, name: string): FillableMap {
  const { keyType, valueType } = declaredMap(object, name)?.definition ?? {};
  const programs = programsFor(object, name);
  if (keyType !== undefined && valueType !== undefined) return { name, keyType, valueType, programs };
  const message = `The object has no map ${name} whose definition names the types of key and value`;
  throw new SetupSignal(message, ["maps", name]);
}

type Encode = (map: string, key: string, value: Parameters<typeof recordBytes>[2]) => MapElement;

const record: Encode = (map, key, value) => ({ map, key: new Uint8Array(0), value: recordBytes(map, key, value) });

/** The agent opens the cgroup. */
const cgroup: Encode = (map, key, value) => ({
  map,
  key: new Uint8Array(Uint32Array.of(Number(key)).buffer),
  value: new TextEncoder().encode(cgroupPathOf(map, key, value)),
});

/** What is no plain element, by the number in enum bpf_map_type: of cgroups, and of user ring buffers. */
const encoders: Readonly<Record<number, Encode>> = { 8: cgroup, 31: record };

/** The elements that maps are given before the run, and the records of ring buffers to programs. */
export function mapElements(object: LinkedObject, { maps = {} }: Scenario, kernelBtf: Btf): MapElement[] {
  return Object.entries(maps).flatMap(([map, elements]) => {
    const encode = encoders[declaredMap(object, map)?.definition.type ?? 0];
    if (encode) return Object.entries(elements).map(([key, value]) => encode(map, key, value));
    const fillable = fillableMap(object, map);
    return Object.entries(elements).map(([key, value]) => ({
      map,
      ...encodeElement(object.btf, fillable, key, value, kernelBtf),
    }));
  });
}
