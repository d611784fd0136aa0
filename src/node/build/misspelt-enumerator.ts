import type { Btf } from "../../core/btf/btf.ts";
import { nearestOfMany } from "../../core/diagnostics/nearest.ts";
import { enumerators } from "../../core/kernel/enumerators.ts";

/** The enumerator that an expected name was meant to be, where no kernel type has that one. */
export function misspeltEnumerator(path: readonly (string | number)[], expected: string, btf: Btf): string | undefined {
  const isValue = ["return", "globals", "calls"].includes(String(path[1])) && typeof path.at(-1) === "string";
  const known = enumerators(btf);
  if (!isValue || !/^[A-Za-z]\w*$/.test(expected) || known.has(expected)) return undefined;
  const near = nearestOfMany(expected, known.keys());
  if (near === undefined && expected !== expected.toUpperCase()) return undefined;
  return near === undefined ? `No enumerator is called ${expected}.` : `Did you mean ${near}?`;
}
