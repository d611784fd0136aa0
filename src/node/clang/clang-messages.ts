import { type Diagnostic, isSpan, type Note } from "../../core/diagnostics/diagnostic.ts";
import { offsetOf, type Source, type Span, spanOfLine } from "../../core/diagnostics/source.ts";
import { type ExampleUnit, unitFiles } from "./example-unit.ts";
import { unreachable } from "./forbidden-text.ts";

/** One message as clang prints it with -fdiagnostics-print-source-range-info. */
interface ClangMessage {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in bytes. */
  readonly column: number;
  readonly kind: "error" | "warning" | "note";
  readonly text: string;
  /** Lines that lead to the file, the outermost first. */
  readonly includedFrom: readonly { readonly file: string; readonly line: number }[];
}

/** Opens the note of a message about a header that is not the author's. */
const OF_HEADER = "clang says so of";

/** In characters: `#error` and `#warning` can hold any text. */
const longestMessage = 500;

const heading = /^(.+?):(\d+):(\d+):(?:(?:\{[^{}]*\})+:)? (fatal error|error|warning|note): (.*)$/;
/** The back end opens with a dump of the node it is at, with an address that differs each time. */
const instructionNode = /^0x[0-9a-f]+: .*?, \S+:\d+:\d+ /;
const includedFrom = /^(?:In file included from|\s+from) (.+?):(\d+)(?::\d+)?[:,]$/;
const driverError = /^[^:\s]*clang[^:\s]*: (?:fatal )?error: (.*)$|^((?:fatal )?error: .*|LLVM ERROR: .*)$/;

const cut = (text: string) => (text.length > longestMessage ? `${text.slice(0, longestMessage)}…` : text);

function parseMessages(printed: string): ClangMessage[] {
  const messages: ClangMessage[] = [];
  let stack: { file: string; line: number }[] = [];
  for (const line of printed.split(/\r?\n/)) {
    const from = includedFrom.exec(line);
    if (from) stack.push({ file: from[1] ?? "", line: Number(from[2]) });
    const found = heading.exec(line);
    if (!found) continue;
    const [, file = "", row, column, kind = "", text = ""] = found;
    // The stack is printed only where it is another one than that of the error before.
    const last = messages.findLast((message) => message.kind !== "note");
    if (stack.length === 0 && last?.file === file) stack = [...last.includedFrom];
    messages.push({
      file,
      line: Number(row),
      column: Number(column),
      kind: kind === "note" || kind === "warning" ? kind : "error",
      text: cut(text.replace(instructionNode, "")),
      includedFrom: stack,
    });
    stack = [];
  }
  return messages;
}

/** clang counts bytes; a span counts UTF-16 units. The span covers the word that stands there. */
function spanAt(source: Source, line: number, byteColumn: number): Span {
  const row = spanOfLine(source, line);
  const text = source.text.slice(row.start, row.end);
  const before = Buffer.from(text, "utf8")
    .subarray(0, byteColumn - 1)
    .toString("utf8");
  const start = Math.min(offsetOf(source, { line, column: before.length + 1 }), row.end);
  const word = /^\w+|^./.exec(source.text.slice(start, row.end))?.[0] ?? "";
  return { source, start, end: start + word.length };
}

class Places {
  readonly #files: ReadonlyMap<string, Source>;
  readonly #source: Source;

  constructor(unit: ExampleUnit) {
    this.#files = unitFiles(unit);
    this.#source = unit.source;
  }

  #own(file: string): Source | undefined {
    return this.#files.get(file.replace(/^\.\//, ""));
  }

  /** Where the message stands, or the author's #include that led there. */
  of(message: ClangMessage): { place: Span; own: boolean } {
    const own = this.#own(message.file);
    if (own && message.line > 0) return { place: spanAt(own, message.line, message.column), own: true };
    for (const { file, line } of message.includedFrom.toReversed()) {
      const source = this.#own(file);
      if (source) return { place: spanOfLine(source, line), own: false };
    }
    return { place: { source: this.#source, start: 0, end: 0 }, own: false };
  }

  note(message: ClangMessage): Note {
    const { place, own } = this.of(message);
    return own ? { message: message.text, place } : { message: `${headerName(message)}: ${message.text}` };
  }
}

/** A header's name without the folder it stands in on this machine. */
function headerName({ file, line }: ClangMessage): string {
  const name = /(?:^|\/)((?:bpf\/)?[^/]+)$/.exec(file)?.[1] ?? "header";
  return `${name}:${line}`;
}

function compileError(unit: ExampleUnit, message: string, place: Span, notes: readonly Note[]): Diagnostic {
  const variant = unit.variant === undefined ? [] : [{ message: `compiled with -D${unit.variant}` }];
  const help = "Mend it: examples compile without errors and warnings";
  return { code: "example/compile", severity: "error", message, place, notes: [...variant, ...notes], help };
}

/** What clang says of the operators that `header-folder.ts` poisons. */
const POISONED = "attempt to use a poisoned identifier";

function askedForFile({ source, start, end }: Span): Diagnostic {
  const note = "A macro makes an operator such as __has_include here.";
  return unreachable(source, start, end, "Examples may not ask whether a file is there", note);
}

/** `text [-Wname]` apart. */
function splitWarning(text: string): { message: string; notes: Note[] } {
  const found = /^(.*) \[(?:-Werror,)?(-W[\w+=-]+)\]$/.exec(text);
  if (!found) return { message: text, notes: [] };
  return { message: found[1] ?? text, notes: [{ message: `clang warns of this by ${found[2]}` }] };
}

function isNoise({ file, text }: ClangMessage): boolean {
  return file === "<scratch space>" || /^\(skipping \d+/.test(text);
}

/** What clang printed as diagnostics on the author's lines; warnings are errors too. */
export function diagnoseMessages(printed: string, unit: ExampleUnit): Diagnostic[] {
  const places = new Places(unit);
  const found: { diagnostic: Diagnostic; notes: Note[] }[] = [];
  for (const message of parseMessages(printed)) {
    if (isNoise(message)) continue;
    if (message.kind === "note") {
      found.at(-1)?.notes.push(places.note(message));
      continue;
    }
    const { place, own } = places.of(message);
    if (message.text === POISONED) {
      found.push({ diagnostic: askedForFile(place), notes: [] });
      continue;
    }
    const split = splitWarning(message.text);
    const notes = own ? split.notes : [...split.notes, { message: `${OF_HEADER} ${headerName(message)}` }];
    found.push({ diagnostic: compileError(unit, split.message, place, []), notes });
  }
  return foldHeaderErrors(
    found.map(({ diagnostic, notes }) => ({ ...diagnostic, notes: [...diagnostic.notes, ...notes] })),
  );
}

/** One broken header gives dozens of messages at one include: the first stands for all. */
function foldHeaderErrors(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const isOfHeader = ({ notes }: Diagnostic) => notes.some(({ message }) => message.startsWith(OF_HEADER));
  const placeOf = ({ place }: Diagnostic) => (isSpan(place) ? `${place.source.path} ${place.start}` : place.path);
  const seen = new Set<string>();
  return diagnostics.filter((diagnostic) => {
    if (!isOfHeader(diagnostic)) return true;
    const key = placeOf(diagnostic);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** For a run that failed without a message that has a place: a limit, or a complaint of the driver or back end. */
export function diagnoseFailure(printed: string, unit: ExampleUnit, why: string): Diagnostic {
  const place = { source: unit.source, start: 0, end: 0 };
  const complaints = printed.split("\n").flatMap((line) => driverError.exec(line)?.slice(1).find(Boolean) ?? []);
  const notes = complaints.slice(0, 3).map((message) => ({ message }));
  return compileError(unit, why, place, notes);
}
