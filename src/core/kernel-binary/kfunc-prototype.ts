import type { Btf } from "../btf/btf.ts";
import { printType } from "../btf/print-type.ts";
import type { BtfTypeOf, TypeId } from "../btf/types.ts";
import type { KfuncFact } from "../facts/kfuncs-file.ts";
import { KernelUnreadable } from "./kernel-unreadable.ts";

type Param = KfuncFact["params"][number];
/** What a program's declaration of the kfunc says, and what the kernel passes beside it. */
export type KfuncPrototype = Pick<KfuncFact, "returns" | "params" | "implicit_params" | "unstripped">;

/** The first of these starts the parameters that the kernel passes by itself (KF_IMPLICIT_ARGS; tools/bpf/resolve_btfids, v7.3). */
const implicitTypes = ["struct bpf_prog_aux *", "struct btf_struct_meta *"];
/** The function that takes them all has the kfunc's name with this behind it. */
const FULL_SUFFIX = "_impl";

function prototypeOf(btf: Btf, id: TypeId): BtfTypeOf<"func_proto"> {
  const func = btf.type(id);
  const prototype = func.kind === "func" ? btf.type(func.type) : func;
  if (prototype.kind !== "func_proto") throw new KernelUnreadable(`Type ${id} of the kernel's BTF is no function`);
  return prototype;
}

function paramsOf(btf: Btf, prototype: BtfTypeOf<"func_proto">): Param[] {
  return prototype.params.map(({ name, type }) => ({ name, type: printType(btf, type) }));
}

/** Those from the first implicit one on; empty where there is none. */
function implicitAmong(params: readonly Param[]): Param[] {
  const index = params.findIndex(({ type }) => implicitTypes.includes(type.replace(/^const /, "")));
  return index < 0 ? [] : params.slice(index);
}

/**
 * The prototype of a kfunc as a program declares it. Where the kernel passes arguments by itself, BTF has the kfunc without
 * them and `<kfunc>_impl` with all: what that has beyond the kfunc's own is what the verifier passes (find_kfunc_impl_proto,
 * kernel/bpf/verifier.c, v7.3), also where `<kfunc>_impl` is an older kfunc of its own, with types of its own. One that the
 * build left with its implicit parameters is `unstripped`: what stands here is how it was meant.
 */
export function kfuncPrototype(btf: Btf, id: TypeId, hasImplicit: boolean): KfuncPrototype {
  const prototype = prototypeOf(btf, id);
  const params = paramsOf(btf, prototype);
  const returns = printType(btf, prototype.returns);
  if (!hasImplicit) return { returns, params };
  const left = implicitAmong(params);
  if (left.length > 0) {
    return { returns, params: params.slice(0, -left.length), implicit_params: left, unstripped: true };
  }
  const type = btf.type(id);
  const full = type.kind === "func" ? btf.find("func", type.name + FULL_SUFFIX) : undefined;
  const implicit = full === undefined ? [] : paramsOf(btf, prototypeOf(btf, full)).slice(params.length);
  return { returns, params, implicit_params: implicit };
}
