import { declaredMap, type LinkedObject } from "../object/linked-object.ts";
import type { Scenario } from "../spec/example-spec.ts";

/** Numbers in enum bpf_map_type of maps whose values may name a program: of devices, of CPUs, of devices by any number. */
const withPrograms: readonly number[] = [14, 16, 25];

/** The programs that values of a map may name. */
export function programsFor(object: LinkedObject, map: string): readonly string[] {
  const type = declaredMap(object, map)?.definition.type ?? 0;
  return withPrograms.includes(type) ? object.programs.map(({ name }) => name) : [];
}

/** The programs that a scenario puts into maps of devices and CPUs. */
export function programsInMaps(object: LinkedObject, { maps = {} }: Pick<Scenario, "maps">): string[] {
  return Object.entries(maps).flatMap(([map, elements]) => {
    const programs = programsFor(object, map);
    const values = Object.values(elements).flatMap((value) => (typeof value === "object" ? Object.values(value) : []));
    return programs.filter((name) => values.includes(name));
  });
}
