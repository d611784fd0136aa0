import type { Btf } from "../btf/btf.ts";
import type { TypeId } from "../btf/types.ts";
import type { ElfSymbol } from "../elf/elf-object.ts";
import { areTypesCompatible } from "./relocation/compatible-types.ts";
import { essentialName } from "./relocation/essential-name.ts";

/** What an extern variable with `__ksym` stands for: a variable or function in the kernel's BTF, or nothing. */
export interface KernelSymbol {
  readonly name: string;
  /** Absent for a weak one that the kernel does not have. */
  readonly id?: TypeId;
}

/** Why a variable is not resolved, as a message and its note. */
export interface Unresolved {
  readonly message: string;
  readonly why: string;
  /** Whether another kernel, or one whose facts say more, could resolve it. */
  readonly isGap: boolean;
}

const isVoid = (btf: Btf, type: TypeId) => btf.resolved(type).kind === "void";

/** kallsyms is not among the facts about a kernel: of a symbol without a type only functions in BTF are known to be there. */
function resolveTypeless(kernel: Btf, name: string): KernelSymbol | Unresolved {
  const id = kernel.find("func", name) ?? kernel.find("var", name);
  if (id !== undefined) return { name, id };
  const why = "The facts about the kernel hold no list of its symbols";
  return { message: `The address of ${name} is not known`, why, isGap: true };
}

/**
 * A variable that the object declares with `extern … __ksym` (bpf_object__resolve_ksym_var_btf_id,
 * tools/lib/bpf/libbpf.c, v7.3). `type` is its type in the object's BTF; void for one that only has an address.
 */
export function resolveKernelSymbol(
  object: Btf,
  kernel: Btf,
  symbol: ElfSymbol,
  type: TypeId,
): KernelSymbol | Unresolved {
  const name = essentialName(symbol.name);
  if (isVoid(object, type)) return resolveTypeless(kernel, name);
  const id = kernel.find("var", name);
  if (id === undefined) {
    if (symbol.binding === "weak") return { name };
    return { message: `The kernel has no variable ${name}`, why: "Its BTF holds none of this name", isGap: false };
  }
  const variable = kernel.type(id);
  if (variable.kind === "var" && areTypesCompatible({ local: object, target: kernel }, type, variable.type)) {
    return { name, id };
  }
  return {
    message: `${name} is declared with another type than the kernel's`,
    why: "Its BTF has another one",
    isGap: false,
  };
}
