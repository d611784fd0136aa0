import type { Btf } from "../btf/btf.ts";
import { fieldAccess } from "../kernel/fields/field-access.ts";
import type { PlacedVariable } from "../kernel/fields/find-fields.ts";
import { globalTypesOf } from "../kernel/fields/map-record.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { GlobalDataMap } from "../object/linked-object.ts";
import type { Region } from "../vm/memory.ts";

/** The variables of a section by their ids in BTF, in its order; clang leaves their places to the symbol table. */
function variablesOf(btf: Btf, { name, variables }: GlobalDataMap): PlacedVariable[] {
  const id = btf.find("datasec", name);
  const section = id === undefined ? undefined : btf.type(id);
  if (section?.kind !== "datasec") return [];
  return section.entries.flatMap(({ type }) => {
    const variable = btf.type(type);
    const placed = variable.kind === "var" ? variables.find((each) => each.name === variable.name) : undefined;
    return placed ? [{ id: type, offset: placed.offset }] : [];
  });
}

/** The memory of a section of global data; its variables may hold locks, lists and the like, as a map's value may. */
export function globalRegion(kernel: Kernel, map: GlobalDataMap, bytes: Uint8Array): Region {
  const types = globalTypesOf(kernel.programTypes, variablesOf(kernel.program.btf, map));
  const { name, readOnly } = map;
  const access = types.record && fieldAccess(kernel, name, types.record, () => region);
  const region: Region = kernel.memory.allocate({
    kind: "global",
    name,
    bytes,
    writable: !readOnly,
    ...(access && { access }),
  });
  kernel.fieldPlaces.add(region, types);
  return region;
}
