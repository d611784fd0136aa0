import type { Btf } from "../../core/btf/btf.ts";
import { encodeElement, type FillableMap } from "../../core/emulator/map-element.ts";
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

/** The elements that maps are given before the run. */
export function mapElements(object: LinkedObject, { maps = {} }: Scenario, kernelBtf: Btf): MapElement[] {
  return Object.entries(maps).flatMap(([map, elements]) => {
    const fillable = fillableMap(object, map);
    return Object.entries(elements).map(([key, value]) => ({
      map,
      ...encodeElement(object.btf, fillable, key, value, kernelBtf),
    }));
  });
}
