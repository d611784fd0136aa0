import { parseCType } from "./parse-c-type.ts";
import type { Prototype } from "./prototype.ts";
import { adjustParameter, type TypeTerm } from "./type-term.ts";

/**
 * Whether libbpf resolves a kfunc declared with one prototype against a kernel that has the other. It looks at the number
 * of parameters and at kinds of types alone: not at names, qualifiers, or widths of integers (`bpf_core_types_are_compat` in
 * tools/lib/bpf/relo_core.c, v7.3). A typedef that is not known here counts as an integer.
 */
export function isLoadCompatible(left: Prototype, right: Prototype): boolean {
  if (left.params.length !== right.params.length) return false;
  const types = ({ returns, params }: Prototype) => [returns, ...params.map(({ type }) => type)];
  return types(left).every((type, index) => shapeOf(type) === shapeOf(types(right)[index] ?? ""));
}

function shapeOf(type: string): string {
  const term = parseCType(type);
  return term ? printShape(adjustParameter(term)) : type;
}

function printShape(term: TypeTerm): string {
  switch (term.kind) {
    case "named":
      return /^(struct|union|enum)\b/.exec(term.name)?.[0] ?? (term.name === "void" ? "void" : "integer");
    case "pointer":
      return `pointer(${printShape(term.to)})`;
    case "array":
      return `array(${printShape(term.of)})`;
    case "function":
      return `function(${[term.returns, ...term.params].map(printShape).join()})`;
  }
}
