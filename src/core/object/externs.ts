import type { Btf } from "../btf/btf.ts";
import { kfuncIds } from "../btf/kfunc-ids.ts";
import { printPrototype } from "../btf/print-type.ts";
import type { TypeId } from "../btf/types.ts";
import type { ByteProblems } from "../diagnostics/byte-problems.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import type { ElfObject, ElfSymbol } from "../elf/elf-object.ts";
import { type KconfigExtern, takeKconfig } from "./kconfig.ts";
import { type KernelSymbol, resolveKernelSymbol } from "./kernel-symbols.ts";
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
/** What `__ksym` and `__kconfig` of bpf_helpers.h put an extern in. */
const KSYMS = ".ksyms";
const KCONFIG = ".kconfig";

/** What the undefined symbols of an object stand for. */
export interface Externs {
  readonly kfuncs: ReadonlyMap<ElfSymbol, ExternKfunc>;
  readonly symbols: ReadonlyMap<ElfSymbol, KernelSymbol>;
  readonly kconfig: readonly KconfigExtern[];
}

/** The data section that each variable or function is listed in; where several list it, the first, as libbpf has it. */
function sectionsByType(object: Btf): ReadonlyMap<TypeId, string> {
  const sections = new Map<TypeId, string>();
  for (const [, { name, entries }] of object.ofKind("datasec")) {
    for (const { type } of entries) if (!sections.has(type)) sections.set(type, name);
  }
  return sections;
}

class ExternResolver {
  readonly kfuncs = new Map<ElfSymbol, ExternKfunc>();
  readonly symbols = new Map<ElfSymbol, KernelSymbol>();
  readonly kconfig: KconfigExtern[] = [];
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

  /** Of a function or variable that the object declares and does not define. */
  #declaration(kind: "func" | "var", name: string): TypeId | undefined {
    return this.#object.findAll(kind, name).find((id) => {
      const type = this.#object.type(id);
      return (type.kind === "func" || type.kind === "var") && type.linkage === "extern";
    });
  }

  resolve(symbol: ElfSymbol, index: number): void {
    const func = this.#declaration("func", symbol.name);
    const variable = this.#declaration("var", symbol.name);
    if (func !== undefined) {
      const kfunc = this.#resolveFunction(symbol, index, func);
      if (kfunc) this.kfuncs.set(symbol, kfunc);
    } else if (variable !== undefined) this.#resolveVariable(symbol, variable);
    else this.#reportUndeclared(symbol);
  }

  #resolveVariable(symbol: ElfSymbol, declared: TypeId): void {
    const section = this.#sections.get(declared);
    const variable = this.#object.type(declared);
    const type = variable.kind === "var" ? variable.type : 0;
    if (section === KCONFIG) this.#resolveKconfig(symbol, type);
    else if (section !== KSYMS) this.#reportVariable(symbol, section);
    else {
      const resolved = resolveKernelSymbol(this.#object, this.#kernel, symbol, type);
      if (!("message" in resolved)) this.symbols.set(symbol, resolved);
      else {
        const { message, why, isGap } = resolved;
        const help = "Leave the variable out, or read it through an object that leads to it";
        this.#problems.report(undefined, message, why, { code: isGap ? "load/unsupported" : "load/relocation", help });
      }
    }
  }

  #resolveKconfig(symbol: ElfSymbol, type: TypeId): void {
    const taken = takeKconfig(this.#object, symbol, type);
    if (typeof taken !== "string") this.kconfig.push(taken);
    else {
      const help =
        "Take an option by its name and a type that its value fits into, such as `extern int CONFIG_HZ __kconfig`";
      this.#problems.report(undefined, `libbpf refuses the extern ${symbol.name}`, taken, { ...CODE, help });
    }
  }

  #reportVariable({ name }: ElfSymbol, section: string | undefined): void {
    const message = section ? `${name} is declared in the section ${section}` : `${name} is an extern variable`;
    this.#problems.report(undefined, message, "libbpf takes extern variables from .ksyms and .kconfig only", {
      ...CODE,
      help: "Add __ksym or __kconfig, or define it in the same file",
    });
  }

  /** Undefined where a diagnostic was reported. */
  #resolveFunction(symbol: ElfSymbol, index: number, declared: TypeId): ExternKfunc | undefined {
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
    this.#problems.report(undefined, `${name} is not defined in this object`, "It has no type information either", {
      ...CODE,
      help: `Declare it as \`extern … ${name}(…) __ksym;\` if it is a kfunc, and compile with -g`,
    });
  }

  /** bpf_object__collect_externs (tools/lib/bpf/libbpf.c, v7.3) refuses these, weak ones too. */
  #reportSection({ name }: ElfSymbol, declared: TypeId, section: string | undefined): void {
    const message = section
      ? `${name} is declared in the section ${section}, not with __ksym`
      : `${name} is neither defined in this object nor declared with __ksym`;
    const prototype = printPrototype(this.#object, declared);
    this.#problems.report(undefined, message, "libbpf takes an extern function only from the section .ksyms", {
      ...CODE,
      help: `Add __ksym if it is a kfunc: \`extern ${prototype} __ksym;\`; otherwise define it in the same file`,
    });
  }

  #reportMissing(name: string): void {
    const known = Array.from(this.#tagged, (id) => this.#kernel.type(id));
    const names = known.flatMap((type) => (type.kind === "func" ? [type.name] : []));
    this.#problems.report(undefined, `The kernel has no kfunc ${name}`, "Its BTF holds no function of this name", {
      ...CODE,
      help: didYouMean(name, names, "Declare it __weak and test bpf_ksym_exists() if it may be missing"),
    });
  }

  #reportPrototype(name: string, declared: TypeId, id: TypeId): void {
    const notes = `The kernel declares ${printPrototype(this.#kernel, id)}`;
    const message = `${name} is declared with another prototype than the kernel's: ${printPrototype(this.#object, declared)}`;
    this.#problems.report(undefined, message, notes, {
      ...CODE,
      help: "Copy the declaration from the page of the kfunc",
    });
  }
}

/** Resolves every undefined symbol of the object, as libbpf does for `__ksym` and `__kconfig`. */
export function resolveExterns(elf: ElfObject, object: Btf, kernel: Btf, problems: ByteProblems): Externs {
  const resolver = new ExternResolver(object, kernel, problems);
  const externs = elf.symbols.filter(({ undefined: isUndefined, name }) => isUndefined && name !== "");
  for (const [index, symbol] of externs.entries()) {
    if (problems.full) break;
    resolver.resolve(symbol, index);
  }
  return resolver;
}
