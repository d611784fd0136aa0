import type { HeaderPart, HeaderParts } from "./header-parts.ts";

const HEAD = "#pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)";
const TAIL = "#pragma clang attribute pop";

/** The definition of a struct or a union, which the pragma is about; clang warns of a pragma that is about nothing. */
const record = /\b(struct|union)\b[^;{]*\{/;

/** Prints of a header what some names need. Names are as in `HeaderPart`. */
export class HeaderExtract {
  readonly #parts: HeaderParts;
  readonly #byName = new Map<string, HeaderPart>();

  constructor(parts: HeaderParts) {
    this.#parts = parts;
    for (const part of [...parts.enums, ...parts.definitions, ...parts.looseEnums]) {
      for (const name of part.defines) if (!this.#byName.has(name)) this.#byName.set(name, part);
    }
  }

  defines(name: string): boolean {
    return this.#byName.has(name);
  }

  /** The parts that define these names, and all that these need. */
  #closure(names: Iterable<string>): Set<HeaderPart> {
    const chosen = new Set<HeaderPart>();
    const left = [...names];
    for (let name = left.pop(); name !== undefined; name = left.pop()) {
      const part = this.#byName.get(name);
      if (!part || chosen.has(part)) continue;
      chosen.add(part);
      left.push(...part.needs);
    }
    return chosen;
  }

  /**
   * Definitions of `defined`, whole and in the header's order, with all that they need; of what is only `declared`, or
   * only pointed to, no more than its name.
   */
  print(wanted: { readonly defined: Iterable<string>; readonly declared: Iterable<string> }): string {
    const chosen = this.#closure(wanted.defined);
    const { enums, declarations, definitions, looseEnums } = this.#parts;
    const before = enums.filter((part) => chosen.has(part));
    const after = [...definitions, ...looseEnums].filter((part) => chosen.has(part));
    const defined = new Set(before.flatMap((part) => part.defines));
    const declared = new Set<string>();
    const declare = (names: Iterable<string>) => {
      for (const name of names) if (!defined.has(name)) declared.add(`${name};`);
    };
    for (const part of after) {
      declare([...part.mentions, ...part.needs]);
      for (const name of part.defines) defined.add(name);
    }
    declare(wanted.declared);
    const forward = declarations.filter((line) => declared.has(line));
    const texts = [...before.map(({ text }) => text), ...forward, ...after.map(({ text }) => text)];
    const hasRecord = texts.some((text) => record.test(text));
    return (hasRecord ? [HEAD, ...texts, TAIL] : texts).map((text) => `${text}\n`).join("");
  }
}
