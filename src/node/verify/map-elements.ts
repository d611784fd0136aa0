import type { Btf } from "../../core/btf/btf.ts";
import { encodeElement, type FillableMap, recordBytes } from "../../core/emulator/map-element.ts";
import { SetupSignal } from "../../core/emulator/setup-problem.ts";
import { declaredMap, type LinkedObject } from "../../core/object/linked-object.ts";
import type { Scenario } from "../../core/spec/example-spec.ts";
import type { MapElement } from "../linux/job.ts";

function fillableMap(object: LinkedObject, name: string): FillableMap {
  const { keyType, valueType } = declaredMap(object, name)?.definition ?? {};
  if (keyType !== undefined && valueType !== undefined) return { name, keyType, valueType };
  const message = `The object has no map ${name} whose definition names the types of key and value`;
  throw new SetupSignal(message, ["maps", name]);
}

/** BPF_MAP_TYPE_USER_RINGBUF in enum bpf_map_type (include/uapi/linux/bpf.h, v7.3). */
const USER_RINGBUF = 31;
const isUserRing = (object: LinkedObject, name: string) => declaredMap(object, name)?.definition.type === USER_RINGBUF;

const record = (map: string, key: string, value: Parameters<typeof recordBytes>[2]): MapElement => ({
  map,
  key: new Uint8Array(0),
  value: recordBytes(map, key, value),
});

/** The elements that maps are given before the run, and the records of ring buffers to programs. */
export function mapElements(object: LinkedObject, { maps = {} }: Scenario, kernelBtf: Btf): MapElement[] {
  return Object.entries(maps).flatMap(([map, elements]) => {
    if (isUserRing(object, map)) return Object.entries(elements).map(([key, value]) => record(map, key, value));
    const fillable = fillableMap(object, map);
    return Object.entries(elements).map(([key, value]) => ({
      map,
      ...encodeElement(object.btf, fillable, key, value, kernelBtf),
    }));
  });
}
