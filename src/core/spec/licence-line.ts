import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import { type Source, spanOfLine } from "../diagnostics/source.ts";

/** What examples are under where `site.yaml` does not say it, as an SPDX expression. */
export const EXAMPLE_LICENCE = "GPL-2.0-only OR BSD-2-Clause";

/** The tag as it is spelt, and as it is misspelt. */
const tagged = /SPDX-Licen[cs]e-Identifier[ \t]*:?[ \t]*([^\n\r]*?)[ \t]*(?:\*\/)?[ \t\r]*$/im;

/** The line as a source has it, and as a header has it. */
const lineOf = (licence: string): string => `// SPDX-License-Identifier: ${licence}`;
const commentOf = (licence: string): string => `/* SPDX-License-Identifier: ${licence} */`;

/** An expression as a set of alternatives, whatever their order and case; GPL-2.0 is the old name of GPL-2.0-only (SPDX 3.0). */
const alternatives = (expression: string): string =>
  expression
    .replace(/[()]/g, "")
    .toLowerCase()
    .split(/\s+or\s+/)
    .map((part) => part.trim().replace(/^gpl-2\.0$/, "gpl-2.0-only"))
    .sort()
    .join(" or ");

/** What is wrong with the licence of a C file: its first line says it in the words of SPDX. */
export function findLicenceProblems(source: Source, licence: string): Diagnostic[] {
  const first = spanOfLine(source, 1);
  const firstLine = source.text.slice(first.start, first.end).trimEnd();
  if (firstLine === lineOf(licence) || firstLine === commentOf(licence)) return [];
  const right = source.path.endsWith(".h") ? commentOf(licence) : lineOf(licence);
  const help = `Write as the first line: ${right}`;
  const found = tagged.exec(source.text);
  if (!found) {
    const start = { source, start: 0, end: 0 };
    const edits = [{ ...start, text: `${right}\n` }];
    return [errorAt(start, "example/licence", "The file does not say its licence", { help, edits })];
  }
  const stated = found[1] ?? "";
  const end = found.index + found[0].trimEnd().length;
  const place = { source, start: found.index, end };
  if (alternatives(stated) !== alternatives(licence)) {
    const message = stated === "" ? "The licence line names no licence" : `The file is under ${stated}`;
    const notes = [{ message: `examples are under ${licence}` }];
    return [errorAt(place, "example/licence", message, { help, notes })];
  }
  const isFirst = found.index < first.end;
  const message = isFirst
    ? "The licence line is not spelt as it should be"
    : "The licence does not stand in the first line";
  const edits = isFirst ? [{ ...first, text: right }] : [];
  return [errorAt(place, "example/licence", message, { help, edits })];
}
