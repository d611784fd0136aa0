import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { readCText } from "./c-text.ts";
import { type ExampleUnit, unitFiles } from "./example-unit.ts";
import { HEADER_ALIAS } from "./flags.ts";
import { unreachable } from "./forbidden-text.ts";

/** A quoted string of LLVM's text form with the text since the one before it. `\22` stands for a quote inside. */
interface QuotedString {
  readonly before: string;
  readonly text: string;
}

function unescapeIr(text: string): string {
  return text.replace(/\\([0-9A-Fa-f]{2}|\\)/g, (_, code: string) =>
    code === "\\" ? "\\" : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function quotedStrings(code: string): QuotedString[] {
  const found: QuotedString[] = [];
  let end = 0;
  for (const match of code.matchAll(/"([^"]*)"/g)) {
    found.push({ before: code.slice(end, match.index), text: unescapeIr(match[1] ?? "") });
    end = match.index + match[0].length;
  }
  found.push({ before: code.slice(end), text: "" });
  return found;
}

const compilerSymbol = /^\.(str|compoundliteral|L?switch\.table)?(\.\d+)*$/;

/** Directives begin with a point and name files in quotes; instructions of BPF have need of neither. */
function forbiddenAssembly(strings: readonly QuotedString[]): string | undefined {
  const introduces = /\basm(?: sideeffect| alignstack| inteldialect| unwind)* $/;
  return strings.find(({ before, text }) => introduces.test(before) && /[."]/.test(text))?.text;
}

/** A name that inline assembly would print as a directive or as a quoted string. */
function forbiddenSymbol(strings: readonly QuotedString[]): string | undefined {
  for (const { before, text } of strings) {
    for (const [, name = ""] of before.matchAll(/@(\.[-\w$.]*)/g)) if (!compilerSymbol.test(name)) return name;
    if (before.endsWith("@")) return text;
  }
  return undefined;
}

/** A file whose lines LLVM would copy into the object's BTF, renamed by #line. */
function foreignDebugFile(strings: readonly QuotedString[], unit: ExampleUnit): string | undefined {
  const own = unitFiles(unit);
  for (const [index, { before, text: file }] of strings.entries()) {
    if (!before.endsWith("!DIFile(filename: ")) continue;
    const directory = strings[index + 1]?.text ?? "";
    const isOwn = own.has(file.replace(/^\.\//, ""));
    const isHeader = file.startsWith(`${HEADER_ALIAS}/`) && !file.includes("..");
    if ((directory !== "." && directory !== "") || (!isOwn && !isHeader)) return file;
  }
  return undefined;
}

function placeOfWord(unit: ExampleUnit, word: RegExp): { start: number; end: number } {
  const { text, origins } = readCText(unit.source.text, { literals: false });
  const found = word.exec(text);
  if (!found) return { start: 0, end: 0 };
  return { start: origins[found.index] ?? 0, end: (origins[found.index + found[0].length - 1] ?? 0) + 1 };
}

/**
 * Third gate: what clang made of the text, before anything is assembled or written. Assembler directives (.incbin)
 * and the file names of debug information (whose lines LLVM copies into BTF) both read files.
 */
export function findForbiddenCode(code: string, unit: ExampleUnit): Diagnostic[] {
  const found: Diagnostic[] = [];
  const refuse = (word: RegExp, message: string, note: string) => {
    const { start, end } = placeOfWord(unit, word);
    found.push(unreachable(unit.source, start, end, message, note));
  };
  const strings = quotedStrings(code);
  const asm = forbiddenAssembly(strings);
  const asmWord = /\b(asm|__asm__|__asm)\b/;
  if (asm !== undefined) {
    refuse(asmWord, "Inline assembly may hold instructions only", `Directives such as .incbin read files: ${asm}`);
  }
  const name = forbiddenSymbol(strings);
  if (name !== undefined) {
    refuse(asmWord, "An assembly name must be a C identifier", `Inline assembly would print this name: ${name}`);
  }
  const file = foreignDebugFile(strings, unit);
  if (file !== undefined) {
    refuse(
      /#\s*(line\b|\d)/,
      "A line says that it is in another file",
      `Lines of ${file} would be copied into the object.`,
    );
  }
  return found;
}
