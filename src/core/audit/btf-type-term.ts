import type { Btf } from "../btf/btf.ts";
import type { BtfType, TypeId } from "../btf/types.ts";
import { adjustParameter, arithmeticName, arithmeticWords, maximumTypeDepth, type TypeTerm } from "./type-term.ts";

/** A type that no C text is equal to: anonymous, or nested beyond reason. */
const unspeakable: TypeTerm = { kind: "named", name: "", qualifiers: [] };

/** The term of a BTF type; typedefs stay names, type tags are left out since C declarations in specs have none. */
export function btfTypeTerm(btf: Btf, id: TypeId, depth = 0): TypeTerm {
  if (depth > maximumTypeDepth) return unspeakable;
  const type = btf.type(id);
  const term = (inner: TypeId) => btfTypeTerm(btf, inner, depth + 1);
  switch (type.kind) {
    case "ptr":
      return { kind: "pointer", to: term(type.type), qualifiers: [] };
    case "array":
      return { kind: "array", of: term(type.element), length: type.length };
    case "const":
    case "volatile":
    case "restrict":
      return qualify(term(type.type), type.kind);
    case "type_tag":
      return term(type.type);
    case "func":
      return term(type.type);
    case "func_proto":
      return {
        kind: "function",
        returns: term(type.returns),
        params: type.params.map((param) => adjustParameter(term(param.type))),
        variadic: type.variadic,
      };
    default:
      return { kind: "named", name: nameOf(type), qualifiers: [] };
  }
}

function qualify(term: TypeTerm, word: "const" | "volatile" | "restrict"): TypeTerm {
  if (term.kind === "function") return term;
  if (term.kind === "array") return { ...term, of: qualify(term.of, word) };
  return { ...term, qualifiers: [...term.qualifiers, word] };
}

function nameOf(type: BtfType): string {
  switch (type.kind) {
    case "void":
      return "void";
    case "struct":
    case "union":
    case "enum":
      return type.name && `${type.kind} ${type.name}`;
    case "fwd":
      return `${type.union ? "union" : "struct"} ${type.name}`;
    case "int":
    case "float":
    case "typedef":
      return spell(type.name);
    default:
      return "";
  }
}

function spell(name: string): string {
  const words = name.split(" ");
  return words.every((word) => arithmeticWords.has(word)) ? arithmeticName(words) : name;
}
