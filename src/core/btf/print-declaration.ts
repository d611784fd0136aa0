import type { Btf } from "./btf.ts";
import { printEnumBody } from "./print-enum.ts";
import { printRecordBody } from "./print-record.ts";
import { plainNames, type TypeNames } from "./type-names.ts";
import type { BtfType, BtfTypeOf, TypeId } from "./types.ts";

/** What printing C needs to know, handed down through nested types. */
export interface CStyle {
  readonly btf: Btf;
  readonly names: TypeNames;
  /** Whether BTF type tags are written as attributes. */
  readonly tags: boolean;
  /** Called for each anonymous enum that is written out within another type. */
  readonly onInlineEnum?: (id: TypeId) => void;
}

export function plainStyle(btf: Btf): CStyle {
  return { btf, names: plainNames(btf), tags: false };
}

/** Words of which the names of C's own arithmetic types are made. */
const arithmeticWords = new Set(
  "_Bool char short int long signed unsigned float double __int128 _Float16 _Complex".split(" "),
);

const intBySize: Readonly<Record<number, string>> = { 1: "char", 2: "short", 4: "int", 8: "long", 16: "__int128" };

/** An integer or float as C spells it; one that another language named, by its size. */
function printArithmetic(type: BtfTypeOf<"int"> | BtfTypeOf<"float">): string {
  if (type.name.split(" ").every((word) => arithmeticWords.has(word))) return type.name;
  const signed = type.kind === "int" && type.encoding.signed;
  return `${signed ? "signed" : "unsigned"} ${intBySize[type.size] ?? "int"}`;
}

/** const, volatile, restrict and type tags that stand on top of a type. */
interface Qualifiers {
  readonly words: readonly string[];
  readonly attributes: readonly string[];
  readonly type: TypeId;
}

function takeQualifiers(style: CStyle, id: TypeId, inherited: readonly string[] = []): Qualifiers {
  const words = new Set(inherited);
  const attributes: string[] = [];
  for (let at = id; ; ) {
    const type = style.btf.type(at);
    if (type.kind === "const" || type.kind === "volatile" || type.kind === "restrict") words.add(type.kind);
    else if (type.kind !== "type_tag") return { words: [...words], attributes, type: at };
    else if (style.tags) attributes.push(printTag(type));
    at = type.type;
  }
}

const printTag = ({ name, attribute }: BtfTypeOf<"type_tag">) =>
  `__attribute__((${attribute ? name : `btf_type_tag("${name}")`}))`;

function printParameters(style: CStyle, type: BtfTypeOf<"func_proto">, indent: number): string {
  const params = type.params.map((param) => printDeclaration(style, param.type, param.name, indent));
  if (type.variadic) params.push("...");
  return params.length === 0 ? "void" : params.join(", ");
}

/** A struct, union, enum or forward declaration: by its tag, or written out where it has none. */
function printTagged(style: CStyle, id: TypeId, type: BtfType, indent: number): string {
  const tag = style.names.tag(id);
  switch (type.kind) {
    case "fwd":
      return `${type.union ? "union" : "struct"} ${tag}`;
    case "struct":
    case "union":
      return tag === "" ? `${type.kind} ${printRecordBody(style, type, indent)}` : `${type.kind} ${tag}`;
    case "enum":
      if (tag === "") style.onInlineEnum?.(id);
      return tag === "" ? `enum ${printEnumBody(style, type, indent)}` : `enum ${tag}`;
    default:
      return "void";
  }
}

function printLeaf(style: CStyle, id: TypeId, indent: number): string {
  const type = style.btf.type(id);
  switch (type.kind) {
    case "int":
    case "float":
      return printArithmetic(type);
    case "typedef":
      return style.names.typedef(id);
    default:
      return printTagged(style, id, type, indent);
  }
}

const joined = (...words: readonly string[]) => words.filter((word) => word !== "").join(" ");

/** A pointer binds weaker than the brackets of what it points to. */
function bracketed(style: CStyle, pointed: TypeId, declarator: string): string {
  const { kind } = style.btf.type(takeQualifiers(style, pointed).type);
  return kind === "array" || kind === "func_proto" ? `(${declarator})` : declarator;
}

function declare(style: CStyle, id: TypeId, declarator: string, indent: number, qualifiers: readonly string[]): string {
  const { words, attributes, type: target } = takeQualifiers(style, id, qualifiers);
  const type = style.btf.type(target);
  switch (type.kind) {
    case "ptr": {
      const pointer = bracketed(style, type.type, `*${joined(...words, ...attributes, declarator)}`);
      return declare(style, type.type, pointer, indent, []);
    }
    case "array":
      return declare(style, type.element, `${declarator}[${type.length}]`, indent, words);
    case "func_proto": {
      const prototype = `${declarator}(${printParameters(style, type, indent)})`;
      return declare(style, type.returns, prototype, indent, []);
    }
    default:
      return joined(...words, printLeaf(style, target, indent), ...attributes, declarator);
  }
}

/**
 * The declaration of something of this type in C: `struct xfrm_state *x`, `int (*fn)(void)`, `char comm[16]`. With an
 * empty declarator it is the spelling of the type itself. `indent` is the depth of tabs for structs written out.
 */
export function printDeclaration(style: CStyle, id: TypeId, declarator: string, indent = 0): string {
  return declare(style, id, declarator, indent, []);
}
