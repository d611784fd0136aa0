import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { nearest } from "../../core/diagnostics/nearest.ts";
import type { Source } from "../../core/diagnostics/source.ts";
import { type CText, readCText } from "./c-text.ts";
import type { ExampleUnit } from "./example-unit.ts";

/** What an example may include by name, beside the headers of its own folder. */
export interface ReachableHeaders {
  /** Names under `bpf/`. */
  readonly libbpf: readonly string[];
}

const directives = new Set(
  ["include", "define", "undef", "if", "ifdef", "ifndef", "elif", "elifdef", "elifndef", "else", "endif"].concat([
    "error",
    "warning",
    "pragma",
  ]),
);

const pragmas = /^(once\b|(un)?roll\b|nounroll\b|pack\b|clang (loop|diagnostic|attribute)\b|GCC (diagnostic|unroll)\b)/;

const hidden =
  /\b(__has_include|__has_include_next|__has_embed|__include_macros|_Pragma|__pragma|__if_exists|__if_not_exists)\b|%:|\?\?[=/]/g;

/** The header that a misspelt name is likely to mean, as it is included. */
function meantHeader(spelled: string, unit: ExampleUnit, { libbpf }: ReachableHeaders): string | undefined {
  const known = ["vmlinux.h", ...libbpf.map((name) => `bpf/${name}`), ...unit.headers.keys()];
  const near = nearest(spelled, known) ?? known.find((name) => name.endsWith(`/${spelled}`));
  return near === undefined ? undefined : `Did you mean ${near.startsWith("bpf/") ? `<${near}>` : `"${near}"`}?`;
}

const reachHelp = 'Include only "vmlinux.h", <bpf/…> of libbpf, and headers that stand beside the example.';

/** A refusal at a place in the author's file. */
export function unreachable(
  source: Source,
  start: number,
  end: number,
  message: string,
  note: string,
  help = reachHelp,
): Diagnostic {
  return {
    code: "example/unreachable-include",
    severity: "error",
    message,
    place: { source, start, end },
    notes: [{ message: note }],
    help,
  };
}

function isReachable(name: string, unit: ExampleUnit, headers: ReachableHeaders): boolean {
  if (name === "vmlinux.h") return true;
  if (name.startsWith("bpf/")) return headers.libbpf.includes(name.slice("bpf/".length));
  return unit.headers.has(name);
}

/** What is wrong with one directive, if anything. */
function faultOf(
  directive: string,
  rest: string,
  unit: ExampleUnit,
  headers: ReachableHeaders,
): { message: string; note: string; help?: string | undefined } | undefined {
  if (!directives.has(directive)) {
    return {
      message: `Examples may not use #${directive}`,
      note: "It can reach files or hide which file a line is in.",
    };
  }
  if (directive === "pragma" && !pragmas.test(rest.replace(/\s+/g, " "))) {
    return {
      message: `Examples may not use #pragma ${rest.trim()}`,
      note: "Some pragmas read files; only a known few are taken.",
    };
  }
  if (directive !== "include") return undefined;
  const name = /^\s*(?:"([^"]*)"|<([^>]*)>)\s*$/.exec(rest);
  const spelled = name?.[1] ?? name?.[2];
  if (spelled === undefined) {
    return {
      message: "An include must name its file",
      note: "A macro or further text after #include hides which file is meant.",
    };
  }
  if (isReachable(spelled, unit, headers)) return undefined;
  return {
    message: `${spelled} is out of reach of an example`,
    note: "It is none of the files that an example may read.",
    help: meantHeader(spelled, unit, headers),
  };
}

function* directivesOf({ text }: CText): Generator<{ start: number; end: number; name: string; rest: string }> {
  for (const line of text.matchAll(/^[^\S\n]*#[^\S\n]*(\w*)([^\n]*)$/gm)) {
    const [whole, name = "", rest = ""] = line;
    if (name === "" && rest.trim() === "") continue;
    const indent = whole.length - whole.trimStart().length;
    yield { start: line.index + indent, end: line.index + whole.trimEnd().length, name, rest };
  }
}

/**
 * First of three gates: reads the author's text for directives and words that reach other files. It is there for good
 * messages at the right place; `dependencies.ts` and `intermediate-code.ts` hold the line by what clang itself did.
 */
export function findForbiddenText(source: Source, unit: ExampleUnit, headers: ReachableHeaders): Diagnostic[] {
  const found: Diagnostic[] = [];
  const withLiterals = readCText(source.text, { literals: true });
  const place = (offset: number) => withLiterals.origins[offset] ?? source.text.length;
  for (const { start, end, name, rest } of directivesOf(withLiterals)) {
    const fault = faultOf(name, rest, unit, headers);
    if (fault) found.push(unreachable(source, place(start), place(end - 1) + 1, fault.message, fault.note, fault.help));
  }
  for (const word of readCText(source.text, { literals: false }).text.matchAll(hidden)) {
    const start = place(word.index);
    const message = `Examples may not use ${word[0]}`;
    const note = "It can ask for files, or write a directive in a way that hides it.";
    found.push(unreachable(source, start, place(word.index + word[0].length - 1) + 1, message, note));
  }
  return found;
}
