import type { Btf } from "../../btf/btf.ts";
import { kfuncIds } from "../../btf/kfunc-ids.ts";
import { printPrototype } from "../../btf/print-type.ts";
import type { TypeId } from "../../btf/types.ts";
import { type Parameter, type Prototype, readPrototype } from "./prototype.ts";

const argumentTypes = [
  "AllocatedPointer",
  "ContextPointer",
  "DynptrPointer",
  "IrqFlagPointer",
  "IteratorPointer",
  "LockPointer",
  "MapPointer",
  "MemoryPointer",
  "NodePointer",
  "ObjectPointer",
  "RefcountedPointer",
  "ReturnedMemory",
  "ReturnedNode",
  "RootPointer",
  "StructPointer",
] as const;

function printHead(body: string): string {
  const used = argumentTypes.filter((type) => new RegExp(`\\b${type}\\b`).test(body));
  return `/** DO NOT EDIT. Written by scripts/write-kfunc-signatures.ts from the kernel's BTF. */
import type {
${used.map((type) => `  ${type},\n`).join("")}} from "./argument-types.ts";

/** What a model of each kfunc is called with, and what it returns. */
export interface KfuncSignatures {
`;
}

function structName(btf: Btf, pointee: TypeId | undefined): string {
  const type = pointee === undefined ? undefined : btf.resolved(pointee);
  return type && (type.kind === "struct" || type.kind === "union" || type.kind === "fwd") ? type.name : "";
}

/** Integers of up to 32 bits are numbers, wider ones bigints. */
function scalarType(btf: Btf, id: TypeId): string {
  const type = btf.resolved(id);
  return (type.kind === "int" || type.kind === "enum") && type.size <= 4 ? "number" : "bigint";
}

function parameterType(btf: Btf, { role, type, pointee, isScalarStruct }: Parameter): string {
  const name = structName(btf, pointee);
  switch (role) {
    case "context":
      return `ContextPointer<"${name}">`;
    case "dynptr":
      return "DynptrPointer";
    case "iterator":
      return "IteratorPointer";
    case "irq-flag":
      return "IrqFlagPointer";
    case "res-spin-lock":
      return "LockPointer";
    case "map":
      return "MapPointer";
    case "object":
      return isScalarStruct ? `ObjectPointer<"${name}"> | StructPointer<"${name}">` : `ObjectPointer<"${name}">`;
    case "list-head":
    case "rb-root":
      return `RootPointer<"${name}">`;
    case "list-node":
    case "rb-node":
      return "NodePointer";
    case "allocated":
      return "AllocatedPointer";
    case "refcounted":
      return "RefcountedPointer";
    case "memory":
      return name === "" ? "MemoryPointer" : `StructPointer<"${name}">`;
    default:
      return pointee === undefined ? scalarType(btf, type) : "bigint";
  }
}

/** A kfunc that returns one gives a pointer into an allocated object. */
const nodes: ReadonlySet<string> = new Set(["bpf_list_node", "bpf_rb_node"]);

/** A pointer into an arena is an address of user space's. */
const isArenaAddress = (btf: Btf, pointee: TypeId): boolean => {
  const type = btf.type(pointee);
  return type.kind === "type_tag" && type.attribute && type.name === "address_space(1)";
};

function returnType(btf: Btf, id: TypeId): string {
  const type = btf.resolved(id);
  if (type.kind === "void") return "undefined";
  if (type.kind !== "ptr") return scalarType(btf, id);
  if (isArenaAddress(btf, type.type)) return "bigint";
  const name = structName(btf, type.type);
  if (nodes.has(name)) return "ReturnedNode | null";
  return name === "" ? "ReturnedMemory | null" : `ObjectPointer<"${name}"> | null`;
}

function printSignature(btf: Btf, prototype: Prototype): string {
  const args = prototype.params.map((parameter) => {
    const type = parameterType(btf, parameter);
    return `      ${parameter.name}: ${parameter.nullable ? `${type} | null` : type};\n`;
  });
  const body = args.length === 0 ? "Record<never, never>" : `{\n${args.join("")}    }`;
  const comment = `  /** \`${printPrototype(btf, prototype.id)}\` */\n`;
  return `${comment}  ${prototype.name}: {\n    args: ${body};\n    returns: ${returnType(btf, prototype.returns)};\n  };\n`;
}

/** The text of `signatures.ts`: the kfuncs with these names, sorted; the others of the kernel need no types. */
export function printSignatures(btf: Btf, names: ReadonlySet<string>): string {
  const prototypes = kfuncIds(btf)
    .map((id) => readPrototype(btf, id))
    .filter((prototype) => prototype !== undefined)
    .filter(({ name }) => names.has(name))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
  const body = prototypes.map((prototype) => printSignature(btf, prototype)).join("");
  return `${printHead(body)}${body}}\n`;
}
