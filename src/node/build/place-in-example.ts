import { type Diagnostic, isSpan, type Note } from "../../core/diagnostics/diagnostic.ts";
import { type Span, spanOfLine } from "../../core/diagnostics/source.ts";
import { unitFiles } from "../clang/example-unit.ts";
import { type Example, unitOf } from "./examples.ts";
import { placeInSource } from "./place-in-source.ts";

interface Compiled {
  readonly example: Example;
  readonly variant: string | undefined;
}

/** The line of C that a note names, by the object's line information. */
function notedLine(example: Example, notes: readonly Note[]): Span | undefined {
  for (const { message } of notes) {
    const [, file = "", line = "0"] = /(?:^|; at )(?:\.\/)?([^\s:]+):(\d+): /.exec(message) ?? [];
    const source = unitFiles(unitOf(example, undefined)).get(file);
    if (source && Number(line) > 0) return spanOfLine(source, Number(line));
  }
  return undefined;
}

/** A section that C names by SEC(), or the first word of the message that C declares, calls or sets. */
function namedPlace(example: Example, message: string): Span {
  const words = message.replace(/SEC\("[^"]*"\)/g, "").match(/[A-Za-z_]\w*/g) ?? [];
  const { text } = example.source;
  const declared = words.find((word) => new RegExp(`\\b${word}\\s*[(;=[]`).test(text));
  if (declared !== undefined) return placeInSource(example, declared);
  const [section] = /SEC\("[^"]*"\)/.exec(message) ?? [];
  const start = section === undefined ? -1 : text.indexOf(section);
  return start < 0
    ? placeInSource(example, "")
    : { source: example.source, start, end: start + (section?.length ?? 0) };
}

/**
 * A finding about an object, on the C that it was compiled from: authors know no offsets in objects, and what each variant
 * has in common is at one place. A finding with a place in C stays there.
 */
export function placeInExample(finding: Diagnostic, { example, variant }: Compiled): Diagnostic {
  if (isSpan(finding.place)) return finding;
  const place = notedLine(example, finding.notes) ?? namedPlace(example, finding.message);
  const compiled = variant === undefined ? [] : [{ message: `compiled with -D${variant}` }];
  return { ...finding, place, notes: [...finding.notes, ...compiled] };
}
