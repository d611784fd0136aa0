import type { Btf } from "../btf/btf.ts";
import { sizeOf } from "../btf/layout.ts";
import { printType } from "../btf/print-type.ts";
import type { TypeId } from "../btf/types.ts";
import { arenaDataOf, type GlobalVariable, globalDataOf, type LinkedObject } from "../object/linked-object.ts";
import type { TimelineField } from "./outcome.ts";

/** Values of one section that are looked at, from the variable down to the number, and elements of one array. */
const MOST_VALUES = 1024;
const MOST_ELEMENTS = 16;

/**
 * The numbers and pointers within a value that begins at `offset`, each as it is found, undefined for every value that is none;
 * bit-fields and what overlaps in unions have no field.
 */
function* fieldsOf(btf: Btf, path: string, type: TypeId, offset: number): Generator<TimelineField | undefined> {
  yield undefined;
  const resolved = btf.resolved(type);
  const common = { path, type: printType(btf, type), offset, size: sizeOf(btf, type) };
  if (resolved.kind === "int") yield { ...common, ...(resolved.encoding.signed && { signed: true as const }) };
  if (resolved.kind === "enum") yield { ...common, ...(resolved.signed && { signed: true as const }) };
  if (resolved.kind === "ptr") yield { ...common, pointer: true };
  if (resolved.kind === "array") {
    const size = sizeOf(btf, resolved.element);
    for (let index = 0; index < Math.min(resolved.length, MOST_ELEMENTS); index++) {
      yield* fieldsOf(btf, `${path}[${index}]`, resolved.element, offset + index * size);
    }
  }
  if (resolved.kind !== "struct") return;
  for (const member of resolved.members) {
    if (member.bitFieldSize > 0) continue;
    const name = member.name === "" ? path : `${path}.${member.name}`;
    yield* fieldsOf(btf, name, member.type, offset + member.bitOffset / 8);
  }
}

function sectionFields(btf: Btf, variables: readonly GlobalVariable[]): TimelineField[] {
  const fields: TimelineField[] = [];
  let values = 0;
  for (const { name, type, offset } of variables) {
    for (const field of fieldsOf(btf, name, type, offset)) {
      if (field) fields.push(field);
      if (++values === MOST_VALUES) return fields;
    }
  }
  return fields;
}

/** What stands where in each section of global data, by the section's name. */
export function globalFields(object: LinkedObject): ReadonlyMap<string, readonly TimelineField[]> {
  const sections = [...globalDataOf(object), ...[arenaDataOf(object) ?? []].flat()];
  return new Map(sections.map(({ name, variables }) => [name, sectionFields(object.btf, variables)]));
}
