import type { HeaderExtract } from "../../core/btf/header-extract.ts";
import { readCText } from "../clang/c-text.ts";
import type { Declaration, LibbpfText } from "./libbpf-text.ts";

/** The names that C uses, and those of them that must have a definition; a struct that is pointed to needs none. */
function namesIn(text: string): { readonly used: Set<string>; readonly defined: Set<string> } {
  const code = readCText(text, { literals: false }).text;
  const tags = [...code.matchAll(/\b(struct|union|enum)\s+(\w+)\s*(\*?)/g)];
  const whole = tags.filter(([, kind, , pointer]) => kind === "enum" || pointer === "");
  const nameOf = ([, kind, name]: RegExpExecArray) => `${kind} ${name}`;
  // What follows a point or an arrow is a member.
  const words = code.match(/(?<!\.|->)\b[A-Za-z_]\w*/g) ?? [];
  return { used: new Set(tags.map(nameOf)), defined: new Set([...words, ...whole.map(nameOf)]) };
}

const macroHead = /^\s*#\s*define\s+\w+(?:\(([^)]*)\))?/;

/** Gathers what a program needs of vmlinux.h and of libbpf's headers, by the names that it and they use. */
export class NeededText {
  readonly #types: HeaderExtract;
  readonly #libbpf: LibbpfText;
  readonly #declarations = new Map<string, Declaration>();
  readonly #macros = new Set<string>();
  readonly #chosen = new Set<Declaration>();
  readonly #defined = new Set<string>();
  readonly #declared = new Set<string>();

  constructor(types: HeaderExtract, libbpf: LibbpfText) {
    this.#types = types;
    this.#libbpf = libbpf;
    for (const declaration of libbpf.declarations) {
      for (const name of declaration.declares) this.#declarations.set(name, declaration);
    }
  }

  /** How much was gathered: where it does not grow, nothing was new. */
  get size(): number {
    return this.#macros.size + this.#chosen.size + this.#defined.size + this.#declared.size;
  }

  /** Takes what defines a name (see `HeaderPart`), if anything does. */
  define(name: string): void {
    const macro = this.#libbpf.macros.get(name);
    if (macro !== undefined && !this.#macros.has(name)) {
      this.#macros.add(name);
      const parameters = macroHead.exec(macro)?.[1]?.match(/\w+/g) ?? [];
      this.use(macro.replace(macroHead, ""), new Set(parameters));
    }
    const declaration = this.#declarations.get(name);
    if (declaration && !this.#chosen.has(declaration)) {
      this.#chosen.add(declaration);
      this.use(declaration.text);
    }
    if (this.#types.defines(name)) this.#defined.add(name);
  }

  /** Takes the name alone of a struct or a union. */
  declare(tag: string): void {
    this.#declared.add(tag);
  }

  /** Takes all that some C names, but for `own`. */
  use(text: string, own: ReadonlySet<string> = new Set()): void {
    const { used, defined } = namesIn(text);
    for (const name of defined) if (!own.has(name)) this.define(name);
    for (const tag of used) this.declare(tag);
  }

  /** Of vmlinux.h. */
  get types(): string {
    return this.#types.print({ defined: this.#defined, declared: this.#declared });
  }

  /** Of libbpf's headers. */
  get libbpf(): string {
    const macros = [...this.#libbpf.macros].flatMap(([name, text]) => (this.#macros.has(name) ? [text] : []));
    const declarations = this.#libbpf.declarations.filter((each) => this.#chosen.has(each));
    return [...macros, ...declarations.map(({ text }) => text)].map((text) => `${text}\n`).join("");
  }
}
