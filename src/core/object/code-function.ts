import type { ByteProblems } from "../diagnostics/byte-problems.ts";
import { type ElfObject, type ElfSection, type ElfSymbol, sectionFlags, sectionTypes } from "../elf/elf-object.ts";

export const SLOT_BYTES = 8;

/** A function as it stands in its section of the object. */
export interface CodeFunction {
  readonly name: string;
  readonly section: ElfSection;
  /** First slot, counted from the start of the section. */
  readonly start: number;
  /** Slot after the last one. */
  readonly end: number;
  /** Functions in `.text` are no programs: they are appended to those that call them. */
  readonly isSubprogram: boolean;
  /** Neither static nor hidden: the verifier looks at such a function by itself. */
  readonly isGlobal: boolean;
}

export const isCode = (section: ElfSection): boolean =>
  section.type === sectionTypes.PROGBITS && (section.flags & sectionFlags.EXECINSTR) !== 0 && section.size > 0;

function checkBounds(symbol: ElfSymbol, section: ElfSection, problems: ByteProblems): boolean {
  const fits = symbol.value + symbol.size <= section.size && symbol.size > 0;
  const whole = symbol.value % SLOT_BYTES === 0 && symbol.size % SLOT_BYTES === 0;
  if (fits && whole) return true;
  const range = `bytes ${symbol.value} to ${symbol.value + symbol.size} of ${section.size}`;
  problems.report(section.fileOffset, `The function ${symbol.name} can't stand at ${range} in ${section.name}`);
  return false;
}

function checkOrder(functions: readonly CodeFunction[], problems: ByteProblems): void {
  functions.forEach((each, index) => {
    const next = functions[index + 1];
    if (next?.section !== each.section || next.start >= each.end) return;
    problems.report(
      each.section.fileOffset,
      `The functions ${each.name} and ${next.name} overlap in ${each.section.name}`,
    );
  });
}

/** libbpf makes hidden functions static in BTF (mark_btf_static, tools/lib/bpf/libbpf.c, v7.3). */
const isGlobal = ({ binding, visibility }: ElfSymbol): boolean =>
  binding !== "local" && (visibility === "default" || visibility === "protected");

/** Every function of the object by section and place. */
export function findFunctions(elf: ElfObject, problems: ByteProblems): CodeFunction[] {
  const functions: CodeFunction[] = [];
  for (const symbol of elf.symbols) {
    const section = elf.sections[symbol.section ?? 0];
    if (symbol.type !== "function" || !section || !isCode(section)) continue;
    const isSubprogram = section.name === ".text";
    if (!checkBounds(symbol, section, problems)) continue;
    if (!isSubprogram && symbol.binding === "local") {
      problems.report(section.fileOffset, `The program ${symbol.name} in SEC("${section.name}") is static`, undefined, {
        help: "Remove `static`: the loader finds programs by their global names",
      });
      continue;
    }
    const start = symbol.value / SLOT_BYTES;
    const end = start + symbol.size / SLOT_BYTES;
    functions.push({ name: symbol.name, section, start, end, isSubprogram, isGlobal: isGlobal(symbol) });
  }
  functions.sort((left, right) => left.section.index - right.section.index || left.start - right.start);
  checkOrder(functions, problems);
  return functions;
}

/** Looks up the functions of `.text`, the only ones that can be called, by section and first slot. */
export class Subprograms {
  readonly sections: ReadonlySet<number>;
  readonly #byPlace: ReadonlyMap<string, CodeFunction>;

  constructor(functions: readonly CodeFunction[]) {
    const callable = functions.filter(({ isSubprogram }) => isSubprogram);
    this.sections = new Set(functions.map(({ section }) => section.index));
    this.#byPlace = new Map(callable.map((each) => [`${each.section.index} ${each.start}`, each]));
  }

  at(section: number | undefined, slot: number): CodeFunction | undefined {
    return this.#byPlace.get(`${section} ${slot}`);
  }
}
