import type { Btf } from "../btf/btf.ts";
import { kfuncIds } from "../btf/kfunc-ids.ts";
import { printPrototype } from "../btf/print-type.ts";
import type { TypeId } from "../btf/types.ts";
import type { ByteProblems } from "../diagnostics/byte-problems.ts";
import { nearest } from "../diagnostics/nearest.ts";
import type { ElfObject, ElfSymbol } from "../elf/elf-object.ts";
import { areTypesCompatible } from "./relocation/compatible-types.ts";
import { essentialName } from "./relocation/essential-name.ts";

/** A kfunc that the object declares with `extern … __ksym`. */
export interface ExternKfunc {
  readonly name: string;
  /** Counted from 0 over all kfuncs of the object. */
  readonly index: number;
  /** The function in the kernel's BTF; absent where a weak one is not there or has another prototype. */
  readonly id?: TypeId;
}

const CODE = { code: "load/relocation" } as const;
/** What `__ksym` of bpf_helpers.h puts an extern in. */
const KSYMS = ".ksyms";

/** The data section that each variable or function is listed in; where several list it, the first, as libbpf has it. */
function sectionsByType(object: Btf): ReadonlyMap<TypeId, string> {
  const sections = new Map<TypeId, string>();
  for (const [, { name, entries }] of object.ofKind("datasec")) {
    for (const { type } of entries) if (!sections.has(type)) sections.set(type, name);
  }
  return sections;
}

class KfuncResolver {
  readonly #object: Btf;
  readonly #kernel: Btf;
  readonly #problems: ByteProblems;
  readonly #tagged: ReadonlySet<TypeId>;
  readonly #sections: ReadonlyMap<TypeId, string>;

  constructor(object: Btf, kernel: Btf, problems: ByteProblems) {
    this.#object = object;
    this.#kernel = kernel;
    this.#tagged = new Set(kfuncIds(kernel));
    this.#sections = sectionsByType(object);
    this.#problems = problems;
  }

  /** Undefined where a diagnostic was reported. */
  resolve(symbol: ElfSymbol, index: number): ExternKfunc | undefined {
    const declared = this.#object.findAll("func", symbol.name).find((id) => {
      const type = this.#object.type(id);
      return type.kind === "func" && type.linkage === "extern";
    });
    if (declared === undefined) {
      this.#reportUndeclared(symbol);
      return undefined;
    }
    const section = this.#sections.get(declared);
    if (section !== KSYMS) {
      this.#reportSection(symbol, declared, section);
      return undefined;
    }
    const name = essentialName(symbol.name);
    const isWeak = symbol.binding === "weak";
    const id = this.#find(name);
    if (id === undefined) {
      if (!isWeak) this.#reportMissing(name);
      return isWeak ? { name, index } : undefined;
    }
    if (this.#agrees(declared, id)) return { name, index, id };
    if (!isWeak) this.#reportPrototype(name, declared, id);
    return isWeak ? { name, index } : undefined;
  }

  /** Several functions of a kernel can share a name; the tagged one is the kfunc. */
  #find(name: string): TypeId | undefined {
    const ids = this.#kernel.findAll("func", name);
    return ids.find((id) => this.#tagged.has(id)) ?? ids[0];
  }

  #agrees(declared: TypeId, id: TypeId): boolean {
    const [local, target] = [this.#object.type(declared), this.#kernel.type(id)];
    if (local.kind !== "func" || target.kind !== "func") return false;
    return areTypesCompatible({ local: this.#object, target: this.#kernel }, local.type, target.type);
  }

  #reportUndeclared({ name }: ElfSymbol): void {
    const isVariable = this.#object.find("var", name) !== undefined;
    if (isVariable) {
      this.#problems.report(0, `${name} is an extern variable`, "Only extern functions (kfuncs) are taken so far", {
        code: "load/unsupported",
        help: "Leave out the __ksym or __kconfig variable",
      });
    } else {
      this.#problems.report(0, `${name} is not defined in this object`, "It has no type information either", {
        ...CODE,
        help: `Declare it as \`extern … ${name}(…) __ksym;\` if it is a kfunc, and compile with -g`,
      });
    }
  }

  /** bpf_object__collect_externs (tools/lib/bpf/libbpf.c, v7.3) refuses these, weak ones too. */
  #reportSection({ name }: ElfSymbol, declared: TypeId, section: string | undefined): void {
    const message = section
      ? `${name} is declared in the section ${section}, not with __ksym`
      : `${name} is neither defined in this object nor declared with __ksym`;
    const prototype = printPrototype(this.#object, declared);
    this.#problems.report(0, message, "libbpf takes an extern function only from the section .ksyms", {
      ...CODE,
      help: `Add __ksym if it is a kfunc: \`extern ${prototype} __ksym;\`; otherwise define it in the same file`,
    });
  }

  #reportMissing(name: string): void {
    const known = Array.from(this.#tagged, (id) => this.#kernel.type(id));
    const near = nearest(
      name,
      known.flatMap((type) => (type.kind === "func" ? [type.name] : [])),
    );
    this.#problems.report(0, `The kernel has no kfunc ${name}`, "Its BTF holds no function of this name", {
      ...CODE,
      help: near ? `Did you mean ${near}?` : "Declare it __weak and test bpf_ksym_exists() if it may be missing",
    });
  }

  #reportPrototype(name: string, declared: TypeId, id: TypeId): void {
    const notes = `The kernel declares ${printPrototype(this.#kernel, id)}`;
    const message = `${name} is declared with another prototype than the kernel's: ${printPrototype(this.#object, declared)}`;
    this.#problems.report(0, message, notes, { ...CODE, help: "Copy the declaration from the page of the kfunc" });
  }
}

/** Resolves every undefined symbol of the object against the kernel's functions, as libbpf does for `__ksym`. */
export function resolveKfuncs(
  elf: ElfObject,
  object: Btf,
  kernel: Btf,
  problems: ByteProblems,
): ReadonlyMap<ElfSymbol, ExternKfunc> {
  const resolver = new KfuncResolver(object, kernel, problems);
  const found = new Map<ElfSymbol, ExternKfunc>();
  const externs = elf.symbols.filter(({ undefined: isUndefined, name }) => isUndefined && name !== "");
  for (const [index, symbol] of externs.entries()) {
    if (problems.full) break;
    const kfunc = resolver.resolve(symbol, index);
    if (kfunc) found.set(symbol, kfunc);
  }
  return found;
}
