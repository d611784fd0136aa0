import type { Btf } from "../../btf/btf.ts";
import { isComposite } from "../../btf/composite.ts";
import type { BtfType, TypeId } from "../../btf/types.ts";
import { essentialName } from "./essential-name.ts";

/** Two sets of types that are compared: those of the object and those of the kernel. */
export interface TypePair {
  readonly local: Btf;
  readonly target: Btf;
}

/** An integer at a bit offset is an old way to write a bit-field; it is compatible with nothing. */
const isPlainInt = (type: BtfType) => type.kind === "int" && type.bitOffset === 0;

/**
 * Whether a member of one type may be read as one of another (bpf_core_fields_are_compat, tools/lib/bpf/relo_core.c,
 * v7.3): structs and unions mix, pointers, integers and floats of any size do among themselves, enums by name.
 */
export function areFieldsCompatible(pair: TypePair, localId: TypeId, targetId: TypeId): boolean {
  const local = pair.local.resolved(localId);
  const target = pair.target.resolved(targetId);
  if (isComposite(local) && isComposite(target)) return true;
  if (local.kind !== target.kind) return false;
  switch (local.kind) {
    case "ptr":
    case "float":
      return true;
    case "fwd":
    case "enum": {
      const names = [local.name, "name" in target ? target.name : ""].map(essentialName);
      return names.includes("") || names[0] === names[1];
    }
    case "int":
      return isPlainInt(local) && isPlainInt(target);
    case "array":
      return target.kind === "array" && areFieldsCompatible(pair, local.element, target.element);
    default:
      return false;
  }
}

/** Runs a comparison of two types, each pair once: types that many others share would be compared without end. */
class Comparison {
  readonly pair: TypePair;
  readonly #known = new Map<string, boolean>();

  constructor(pair: TypePair) {
    this.pair = pair;
  }

  once(key: string, compare: () => boolean): boolean {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const result = compare();
    this.#known.set(key, result);
    return result;
  }
}

/**
 * Whether two types are of the same shape, names left aside (bpf_core_types_are_compat, tools/lib/bpf/relo_core.c,
 * v7.3): the same kind, through pointers and arrays, and for prototypes the same number of compatible parameters. It
 * serves `bpf_core_type_exists` and the prototypes of kfuncs.
 */
export function areTypesCompatible(pair: TypePair, localId: TypeId, targetId: TypeId): boolean {
  return compatible(new Comparison(pair), localId, targetId);
}

function compatible(comparison: Comparison, localId: TypeId, targetId: TypeId): boolean {
  return comparison.once(`${localId} ${targetId}`, () => {
    const local = comparison.pair.local.resolved(localId);
    const target = comparison.pair.target.resolved(targetId);
    if (local.kind !== target.kind) return false;
    if (local.kind === "int") return isPlainInt(local) && isPlainInt(target);
    if (local.kind === "ptr" && target.kind === "ptr") return compatible(comparison, local.type, target.type);
    if (local.kind === "array" && target.kind === "array") {
      return compatible(comparison, local.element, target.element);
    }
    if (local.kind === "func_proto" && target.kind === "func_proto") {
      const { params } = target;
      if (local.params.length !== params.length || local.variadic !== target.variadic) return false;
      const agrees = local.params.every((param, index) => compatible(comparison, param.type, params[index]?.type ?? 0));
      return agrees && compatible(comparison, local.returns, target.returns);
    }
    return ["void", "struct", "union", "enum", "fwd"].includes(local.kind);
  });
}

const nameOf = (type: BtfType): string => ("name" in type ? essentialName(type.name) : "");

/**
 * Whether the target has all that the local type states (bpf_core_types_match, tools/lib/bpf/relo_core.c, v7.3): names,
 * members and enumerators of the same names, integers of the same size and sign. Behind a pointer only the names of
 * structs count.
 */
export function doTypesMatch(pair: TypePair, localId: TypeId, targetId: TypeId): boolean {
  return match(new Comparison(pair), localId, targetId, false);
}

function match(comparison: Comparison, localId: TypeId, targetId: TypeId, behindPointer: boolean): boolean {
  return comparison.once(`${localId} ${targetId} ${behindPointer}`, () => {
    const local = comparison.pair.local.resolved(localId);
    const target = comparison.pair.target.resolved(targetId);
    return nameOf(local) === nameOf(target) && matchKinds(comparison, local, target, behindPointer);
  });
}

function matchKinds(comparison: Comparison, local: BtfType, target: BtfType, behindPointer: boolean): boolean {
  switch (local.kind) {
    case "void":
      return target.kind === "void";
    case "int":
      return target.kind === "int" && local.size === target.size && local.encoding.signed === target.encoding.signed;
    case "fwd":
    case "struct":
    case "union":
      return behindPointer ? tagOf(local) === tagOf(target) : matchComposites(comparison, local, target);
    case "enum":
      return target.kind === "enum" && matchEnums(local, target);
    case "ptr":
      return target.kind === "ptr" && match(comparison, local.type, target.type, true);
    case "array":
      if (target.kind !== "array" || local.length !== target.length) return false;
      return match(comparison, local.element, target.element, behindPointer);
    case "func_proto": {
      if (target.kind !== "func_proto" || local.params.length !== target.params.length) return false;
      const { params, returns } = target;
      const agrees = local.params.every((param, index) => {
        return match(comparison, param.type, params[index]?.type ?? 0, behindPointer);
      });
      return agrees && match(comparison, local.returns, returns, behindPointer);
    }
    default:
      return false;
  }
}

/** `struct` or `union`, for a forward declaration what it declares; empty for anything else. */
function tagOf(type: BtfType): string {
  if (type.kind === "fwd") return type.union ? "union" : "struct";
  return isComposite(type) ? type.kind : "";
}

function matchComposites(comparison: Comparison, local: BtfType, target: BtfType): boolean {
  if (local.kind === "fwd" || target.kind === "fwd")
    return local.kind === target.kind && tagOf(local) === tagOf(target);
  if (local.kind !== target.kind || !("members" in local) || !("members" in target)) return false;
  return local.members.every((member) => {
    const name = essentialName(member.name);
    return target.members.some((other) => {
      return essentialName(other.name) === name && match(comparison, member.type, other.type, false);
    });
  });
}

function matchEnums(local: BtfType & { kind: "enum" }, target: BtfType & { kind: "enum" }): boolean {
  if (local.size !== target.size) return false;
  const names = new Set(target.values.map(({ name }) => essentialName(name)));
  return local.values.every(({ name }) => names.has(essentialName(name)));
}
