import type { Btf } from "../../core/btf/btf.ts";
import { findMember } from "../../core/btf/layout.ts";
import type { TypeId } from "../../core/btf/types.ts";

/** Types of a map's keys and values, in the object's BTF; absent where its definition only gives sizes. */
export interface MapTypes {
  readonly key: TypeId | undefined;
  readonly value: TypeId | undefined;
}

/** `__type(key, …)` of bpf_helpers.h is a pointer to the type. */
function pointee(btf: Btf, definition: TypeId, member: string): TypeId | undefined {
  const place = findMember(btf, definition, member);
  const pointer = place && btf.resolved(place.type);
  return pointer?.kind === "ptr" ? pointer.type : undefined;
}

/** What the definition of a map in `.maps` says of its elements. */
export function mapTypes(btf: Btf, name: string): MapTypes | undefined {
  const section = btf.find("datasec", ".maps");
  const datasec = section === undefined ? undefined : btf.type(section);
  if (datasec?.kind !== "datasec") return undefined;
  for (const { type } of datasec.entries) {
    const variable = btf.type(type);
    if (variable.kind !== "var" || variable.name !== name) continue;
    return { key: pointee(btf, variable.type, "key"), value: pointee(btf, variable.type, "value") };
  }
  return undefined;
}
