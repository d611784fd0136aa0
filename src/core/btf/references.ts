import type { BtfType, TypeId } from "./types.ts";

/** What a reference may point to. */
export type ReferenceRole = "type" | "prototype" | "section entry" | "tagged";

export interface Reference {
  readonly type: TypeId;
  readonly role: ReferenceRole;
}

const declarations: readonly string[] = ["func", "var", "datasec", "decl_tag"];

/** Whether a type is none, but says something of a function, a variable or another type. */
export const isDeclaration = ({ kind }: BtfType): boolean => declarations.includes(kind);

/** Which kinds each role accepts. */
export const acceptedBy: Readonly<Record<ReferenceRole, (type: BtfType) => boolean>> = {
  type: (type) => !isDeclaration(type),
  prototype: (type) => type.kind === "func_proto",
  "section entry": (type) => type.kind === "var" || type.kind === "func",
  tagged: (type) => ["struct", "union", "func", "var", "typedef"].includes(type.kind),
};

const asType = (type: TypeId): Reference => ({ type, role: "type" });

/** Every id that a type names. */
export function referencesOf(type: BtfType): readonly Reference[] {
  switch (type.kind) {
    case "ptr":
    case "typedef":
    case "const":
    case "volatile":
    case "restrict":
    case "type_tag":
    case "var":
      return [asType(type.type)];
    case "array":
      return [asType(type.element), asType(type.index)];
    case "struct":
    case "union":
      return type.members.map((member) => asType(member.type));
    case "func":
      return [{ type: type.type, role: "prototype" }];
    case "func_proto":
      return [asType(type.returns), ...type.params.map((param) => asType(param.type))];
    case "datasec":
      return type.entries.map((entry) => ({ type: entry.type, role: "section entry" }));
    case "decl_tag":
      return [{ type: type.type, role: "tagged" }];
    case "void":
    case "int":
    case "enum":
    case "fwd":
    case "float":
      return [];
  }
}

/** The types whose bytes are part of a value of this type, or that it is another name for. */
export function valueParts(type: BtfType): readonly TypeId[] {
  switch (type.kind) {
    case "typedef":
    case "const":
    case "volatile":
    case "restrict":
    case "type_tag":
      return [type.type];
    case "array":
      return [type.element];
    case "struct":
    case "union":
      return type.members.map((member) => member.type);
    default:
      return [];
  }
}

/** The types that are written out where this one is spelt in C: all it names, except the inside of a struct with a name. */
export function spelledParts(type: BtfType): readonly TypeId[] {
  switch (type.kind) {
    case "ptr":
      return [type.type];
    case "func_proto":
      return [type.returns, ...type.params.map((param) => param.type)];
    case "struct":
    case "union":
      return type.name === "" ? valueParts(type) : [];
    default:
      return valueParts(type);
  }
}
