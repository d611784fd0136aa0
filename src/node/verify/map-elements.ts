import type { Btf } from "../../core/btf/btf.ts";
import { encodeMembers, encodeValue, UnfitValue } from "../../core/emulator/encode-value.ts";
import { SetupSignal } from "../../core/emulator/setup-problem.ts";
import { declaredMap, type LinkedObject } from "../../core/object/linked-object.ts";
import type { Scenario } from "../../core/spec/example-spec.ts";
import type { MapElement } from "../linux/job.ts";

type Element = NonNullable<Scenario["maps"]>[string][string];

function encodeElement(object: LinkedObject, map: string, key: string, value: Element, kernelBtf: Btf): MapElement {
  const { btf } = object;
  const { keyType, valueType } = declaredMap(object, map)?.definition ?? {};
  if (keyType === undefined || valueType === undefined) {
    throw new SetupSignal(`The object has no map ${map} whose definition names the types of key and value`, [
      "maps",
      map,
    ]);
  }
  const what = `the value of ${key} in ${map}`;
  return {
    map,
    key: encodeValue(btf, keyType, key, `a key of ${map}`, kernelBtf),
    value:
      typeof value === "object"
        ? encodeMembers(btf, valueType, value, kernelBtf)
        : encodeValue(btf, valueType, value, what, kernelBtf),
  };
}

/** The elements that maps are given before the run. */
export function mapElements(object: LinkedObject, { maps = {} }: Scenario, kernelBtf: Btf): MapElement[] {
  return Object.entries(maps).flatMap(([map, elements]) =>
    Object.entries(elements).map(([key, value]) => {
      try {
        return encodeElement(object, map, key, value, kernelBtf);
      } catch (error) {
        if (error instanceof UnfitValue) throw new SetupSignal(error.message, ["maps", map, key]);
        throw error;
      }
    }),
  );
}
