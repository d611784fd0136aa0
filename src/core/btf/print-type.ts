import type { Btf } from "./btf.ts";
import { plainStyle, printDeclaration } from "./print-declaration.ts";
import type { TypeId } from "./types.ts";

/** The type as C spells it: `struct xfrm_state *`, `const char *`, `u32`. */
export function printType(btf: Btf, id: TypeId): string {
  return printDeclaration(plainStyle(btf), id, "");
}

/** The prototype of a function, without a semicolon: `void bpf_xdp_xfrm_state_release(struct xfrm_state *x)`. */
export function printPrototype(btf: Btf, funcId: TypeId): string {
  const type = btf.type(funcId);
  return type.kind === "func" ? printDeclaration(plainStyle(btf), type.type, type.name) : printType(btf, funcId);
}
