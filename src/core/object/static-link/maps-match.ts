import type { Btf } from "../../btf/btf.ts";
import type { TypeId } from "../../btf/types.ts";
import { InvalidDefinition, type MapDefinition, readMapDefinition } from "../map-definition.ts";
import { declarationsMatch, type ObjectPair } from "./declarations-match.ts";

function definitionOf(btf: Btf, variable: TypeId): MapDefinition | undefined {
  const declared = btf.type(variable);
  const struct = declared.kind === "var" ? btf.resolved(declared.type) : undefined;
  try {
    return struct?.kind === "struct" ? readMapDefinition(btf, struct, "outer") : undefined;
  } catch (error) {
    if (error instanceof InvalidDefinition) return undefined;
    throw error;
  }
}

/** What must be the same, in libbpf's order, as the definition's fields are called in C. */
const numbers = [
  ["type", "type"],
  ["key_size", "keySize"],
  ["value_size", "valueSize"],
  ["max_entries", "maxEntries"],
  ["map_flags", "flags"],
] as const;

function typesMatch(pair: ObjectPair, left: TypeId | undefined, right: TypeId | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return declarationsMatch(pair, left, right);
}

function difference(pair: ObjectPair, left: MapDefinition, right: MapDefinition): string | undefined {
  const number = numbers.find(([, field]) => left[field] !== right[field]);
  if (number) return number[0];
  if (!typesMatch(pair, left.keyType, right.keyType)) return "key";
  if (!typesMatch(pair, left.valueType, right.valueType)) return "value";
  if (!left.inner || !right.inner) return left.inner === right.inner ? undefined : "values";
  const inner = difference(pair, left.inner, right.inner);
  return inner === undefined ? undefined : `values.${inner}`;
}

/**
 * The field in which two definitions of a map differ (map_defs_match, tools/lib/bpf/linker.c, v7.3); undefined where they
 * do not. Takes the ids of the variables.
 */
export function mapDifference(pair: ObjectPair, left: TypeId, right: TypeId): string | undefined {
  const [one, other] = [definitionOf(pair.left, left), definitionOf(pair.right, right)];
  return one && other ? difference(pair, one, other) : "definition";
}
