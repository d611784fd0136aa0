import type { Btf } from "../../btf/btf.ts";
import type { TypeId } from "../../btf/types.ts";
import { isScalarStruct } from "./scalar-struct.ts";

/** The suffixes of a parameter's name that are rules (is_kfunc_arg_*, kernel/bpf/verifier.c, v7.3); longer ones first. */
const suffixes = [
  "__szk",
  "__sz",
  "__uninit",
  "__nullable",
  "__ign",
  "__k",
  "__alloc",
  "__refcounted_kptr",
  "__nonown_allowed",
  "__iter",
  "__str",
  "__const_map",
  "__map",
  "__irq_flag",
  "__arena",
] as const;
export type ParameterSuffix = (typeof suffixes)[number];

/** Pointers whose suffix says what they are, in the order in which the verifier looks. */
const suffixRoles = {
  __alloc: "allocated",
  __refcounted_kptr: "refcounted",
  __iter: "iterator",
  __str: "string",
  __const_map: "const-map",
  __map: "map",
  __irq_flag: "irq-flag",
  __arena: "arena",
} as const satisfies Partial<Record<ParameterSuffix, string>>;

/** Structs that stand for what the verifier keeps track of (kf_arg_btf_ids). */
const structRoles = {
  bpf_dynptr: "dynptr",
  bpf_map: "map",
  bpf_list_head: "list-head",
  bpf_list_node: "list-node",
  bpf_rb_root: "rb-root",
  bpf_rb_node: "rb-node",
  bpf_wq: "work-queue",
  bpf_timer: "timer",
  bpf_task_work: "task-work",
  bpf_res_spin_lock: "res-spin-lock",
  bpf_prog_aux: "ignored",
} as const;

/**
 * What the verifier takes an argument for, by its type and name (get_kfunc_arg_type, kernel/bpf/verifier.c, v7.3):
 * `memory` with the size in the next parameter or, without one, as large as its type; `object` is a kernel object.
 */
export type ParameterRole =
  | "scalar"
  | "size"
  | "context"
  | "memory"
  | "object"
  | "callback"
  | "ignored"
  | (typeof suffixRoles)[keyof typeof suffixRoles]
  | (typeof structRoles)[keyof typeof structRoles];

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
  /** An object of nothing but scalars: memory of the program will do in its place. */
  readonly isScalarStruct?: true;
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

/** Functions of an iterator take it as their first argument: `bpf_iter_<kind>_new`, `_next` and `_destroy`. */
const iteratorStruct = /^bpf_iter_\w+$/;

function plainRole(btf: Btf, pointee: TypeId, sized: boolean): ParameterRole {
  const type = btf.resolved(pointee);
  if (type.kind === "func_proto") return "callback";
  return sized || (type.kind !== "struct" && type.kind !== "union") ? "memory" : "object";
}

/** Kfuncs whose first argument is the context, whatever its type says. */
const contextTakers = new Set(["bpf_cast_to_kern_ctx", "bpf_session_is_return", "bpf_session_cookie"]);

function pointerRole(btf: Btf, pointee: TypeId, suffix: ParameterSuffix | undefined, sized: boolean): ParameterRole {
  const type = btf.resolved(pointee);
  const struct = type.kind === "struct" ? type.name : "";
  if (contextStructs.has(struct)) return "context";
  if (suffix && suffix in suffixRoles) return suffixRoles[suffix as keyof typeof suffixRoles];
  if (iteratorStruct.test(struct)) return "iterator";
  if (struct in structRoles) return structRoles[struct as keyof typeof structRoles];
  return plainRole(btf, pointee, sized);
}

function readParameter(btf: Btf, name: string, type: TypeId, next: string | undefined): Parameter {
  const suffix = suffixes.find((each) => name.endsWith(each));
  const resolved = btf.resolved(type);
  const pointee = resolved.kind === "ptr" ? resolved.type : undefined;
  const sized = pointee !== undefined && isSize(next);
  const scalar = isSize(name) ? "size" : "scalar";
  const role =
    suffix === "__ign" ? "ignored" : pointee === undefined ? scalar : pointerRole(btf, pointee, suffix, sized);
  const nullable = suffix === "__nullable" || suffix === "__arena";
  return {
    name,
    type,
    role,
    nullable,
    sized,
    ...(suffix && { suffix }),
    ...(pointee !== undefined && { pointee }),
    ...(role === "object" && isScalarStruct(btf, pointee ?? 0) && { isScalarStruct: true }),
  };
}

/** The prototype of the function with this BTF id; undefined where no function has it. */
export function readPrototype(btf: Btf, id: TypeId): Prototype | undefined {
  const func = btf.type(id);
  if (func.kind !== "func") return undefined;
  const prototype = btf.resolved(func.type);
  if (prototype.kind !== "func_proto") return undefined;
  const params = prototype.params.map(({ name, type }, index) => {
    const parameter = readParameter(btf, name, type, prototype.params[index + 1]?.name);
    return index === 0 && contextTakers.has(func.name) ? { ...parameter, role: "context" as const } : parameter;
  });
  return { name: func.name, id, params, returns: prototype.returns };
}
