import type { Btf } from "../../../src/core/btf/btf.ts";
import { uniqueNames } from "../../../src/core/btf/type-names.ts";
import type { TypeId } from "../../../src/core/btf/types.ts";

/** Members with their bit offset, those of anonymous structs and unions as members of what holds them. */
function* namedMembers(btf: Btf, id: TypeId, base = 0): Generator<{ name: string; bit: number; isBitField: boolean }> {
  const type = btf.resolved(id);
  if (type.kind !== "struct" && type.kind !== "union") return;
  for (const { name, type: member, bitOffset, bitFieldSize } of type.members) {
    if (name === "") yield* namedMembers(btf, member, base + bitOffset);
    else yield { name, bit: base + bitOffset, isBitField: bitFieldSize > 0 };
  }
}

/** C in which clang compares sizeof and offsetof of every named struct and union with what the BTF states. */
export function layoutAssertions(btf: Btf): { source: string; records: number; members: number } {
  const names = uniqueNames(btf);
  const lines = ['#include "vmlinux.h"'];
  let records = 0;
  let members = 0;
  for (const [id, type] of btf.types.entries()) {
    if (type.kind === "enum" && type.name !== "" && type.values.length > 0) {
      lines.push(`_Static_assert(sizeof(enum ${names.tag(id)}) == ${type.size}, "size of enum ${type.name}");`);
    }
    if ((type.kind !== "struct" && type.kind !== "union") || type.name === "") continue;
    const spelling = `${type.kind} ${names.tag(id)}`;
    records++;
    lines.push(`_Static_assert(sizeof(${spelling}) == ${type.size}, "size of ${spelling}");`);
    for (const { name, bit, isBitField } of namedMembers(btf, id)) {
      if (isBitField) continue;
      members++;
      const offset = `__builtin_offsetof(${spelling}, ${name})`;
      lines.push(`_Static_assert(${offset} == ${bit / 8}, "offset of ${name} in ${spelling}");`);
    }
  }
  return { source: `${lines.join("\n")}\n`, records, members };
}
