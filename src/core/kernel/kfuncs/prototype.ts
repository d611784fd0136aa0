import type { Btf } from "../../btf/btf.ts";
import type { TypeId } from "../../btf/types.ts";
import { isScalarStruct } from "./scalar-struct.ts";

/** The suffixes of a parameter's name that are rules (Documentation/bpf/kfuncs.rst, v7.3). */
const suffixes = ["__szk", "__sz", "__uninit", "__nullable", "__ign", "__k"] as const;
export type ParameterSuffix = (typeof suffixes)[number];

/**
 * What the verifier takes an argument for, by its type and name (get_kfunc_arg_type, kernel/bpf/verifier.c, v7.3):
 * `memory` with the size in the next parameter or, without one, as large as its type; `object` is a kernel object.
 */
export type ParameterRole = "scalar" | "size" | "context" | "dynptr" | "memory" | "object" | "ignored";

export interface Parameter {
  readonly name: string;
  readonly type: TypeId;
  readonly role: ParameterRole;
  readonly suffix?: ParameterSuffix;
  /** Of what a pointer points to. */
  readonly pointee?: TypeId;
  readonly nullable: boolean;
  /** Whether the next parameter is the size of the memory that this one points to. */
  readonly sized: boolean;
}

export interface Prototype {
  readonly name: string;
  /** The id of the function in the kernel's BTF. */
  readonly id: TypeId;
  readonly params: readonly Parameter[];
  readonly returns: TypeId;
}

/** The structs behind the context pointers of program types: BTF knows them by these names (bpf_ctx_convert). */
const contextStructs = new Set(["xdp_md", "__sk_buff", "bpf_sysctl", "bpf_sk_lookup", "bpf_nf_ctx", "sk_reuseport_md"]);

const isSize = (name: string | undefined) => name !== undefined && /__szk?$/.test(name);

function pointerRole(btf: Btf, pointee: TypeId, sized: boolean): ParameterRole {
  const type = btf.resolved(pointee);
  if (type.kind === "struct" && contextStructs.has(type.name)) return "context";
  if (type.kind === "struct" && type.name === "bpf_dynptr") return "dynptr";
  if (sized || type.kind === "void" || (type.kind !== "struct" && type.kind !== "union")) return "memory";
  return isScalarStruct(btf, pointee) ? "memory" : "object";
}

function readParameter(btf: Btf, name: string, type: TypeId, next: string | undefined): Parameter {
  const suffix = suffixes.find((each) => name.endsWith(each));
  const resolved = btf.resolved(type);
  const pointee = resolved.kind === "ptr" ? resolved.type : undefined;
  const sized = pointee !== undefined && isSize(next);
  const scalar = isSize(name) ? "size" : "scalar";
  const role = suffix === "__ign" ? "ignored" : pointee === undefined ? scalar : pointerRole(btf, pointee, sized);
  const nullable = suffix === "__nullable";
  return { name, type, role, nullable, sized, ...(suffix && { suffix }), ...(pointee !== undefined && { pointee }) };
}

/** The prototype of the function with this BTF id; undefined where no function has it. */
export function readPrototype(btf: Btf, id: TypeId): Prototype | undefined {
  const func = btf.type(id);
  if (func.kind !== "func") return undefined;
  const prototype = btf.resolved(func.type);
  if (prototype.kind !== "func_proto") return undefined;
  const params = prototype.params.map(({ name, type }, index) =>
    readParameter(btf, name, type, prototype.params[index + 1]?.name),
  );
  return { name: func.name, id, params, returns: prototype.returns };
}
