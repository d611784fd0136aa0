import type { Btf } from "../btf/btf.ts";
import { arenaDataOf, type GlobalVariable, globalDataOf, type LinkedObject } from "../object/linked-object.ts";
import type { TimelineField } from "./outcome.ts";
import { someFields, valueFields } from "./value-fields.ts";

/** Values of one section that are looked at, from the variable down to the number. */
const MOST_VALUES = 1024;

function* sectionFields(btf: Btf, variables: readonly GlobalVariable[]): Generator<TimelineField | undefined> {
  for (const { name, type, offset } of variables) yield* valueFields(btf, name, type, offset);
}

/** What stands where in each section of global data, by the section's name. */
export function globalFields(object: LinkedObject): ReadonlyMap<string, readonly TimelineField[]> {
  const sections = [...globalDataOf(object), ...[arenaDataOf(object) ?? []].flat()];
  const most = { values: MOST_VALUES, fields: MOST_VALUES };
  return new Map(
    sections.map(({ name, variables }) => [name, someFields(sectionFields(object.btf, variables), most).fields]),
  );
}
