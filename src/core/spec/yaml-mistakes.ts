import type { ErrorCode } from "yaml";
import { positionOf, type Source } from "../diagnostics/source.ts";

/** One error of the YAML parser; `pos` holds UTF-16 offsets. */
export interface YamlError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly pos: readonly [number, number];
}

/** For what the parser has only consequences of, in words of ours. */
export const listInMap = "A list begins where a map goes on";
export const bracketAsKey = "A bracket opens where a key has to stand";
export const keyBelow = "The next line has a key and is indented as a part of this value";

/** Mistakes that are ones whatever the lines around them mean. */
const withinWord: ReadonlySet<ErrorCode> = new Set(["BAD_DQ_ESCAPE", "BAD_SCALAR_START", "TAB_AS_INDENT"]);

/** Those behind which the parser reads on as it should. */
const local: ReadonlySet<ErrorCode> = new Set([
  ...withinWord,
  "BLOCK_AS_IMPLICIT_KEY",
  "BLOCK_IN_FLOW",
  "KEY_OVER_1024_CHARS",
]);

/**
 * Of what the parser stumbled over, what the author has to mend, in the order of the file: of each line the first. Behind a
 * bracket or a quote that is missing, or a line that stands where it can't, the parser guesses what lines belong to, and only words count.
 */
export function yamlMistakes(errors: readonly YamlError[], source: Source): YamlError[] {
  const ofTwoLines = new Set(
    errors.filter(({ code }) => code === "MULTILINE_IMPLICIT_KEY").map(({ pos: [start] }) => start),
  );
  const told = firstOfEachLine(withoutNeighboursOfTabs(errors, source), source).map((error) => {
    const dash = dashOf(error, source);
    if (dash !== undefined) return { ...error, message: listInMap, pos: [dash, dash + 1] as const };
    if (error.code === "NON_STRING_KEY" && /[{[]/.test(source.text[error.pos[0]] ?? "")) {
      return { ...error, message: bracketAsKey };
    }
    // What stands on one line alone is text with a colon in it.
    const isKeyBelow = error.code === "BLOCK_AS_IMPLICIT_KEY" && ofTwoLines.has(error.pos[0]);
    return isKeyBelow ? { ...error, message: keyBelow } : error;
  });
  const last = told.findIndex((error) => misleads(error, source));
  return told.filter(({ code }, at) => last < 0 || at <= last || withinWord.has(code));
}

function misleads(error: YamlError, source: Source): boolean {
  const { code, message } = error;
  if (message === listInMap || message === keyBelow) return true;
  return !local.has(code) && !isBehindWholeValue(error, source);
}

const openings: ReadonlyMap<string, string> = new Map([
  ["]", "["],
  ["}", "{"],
]);

/** What stands behind a value that begins and ends on this line: `"flags" is not 0`. Where its quote closes one of an earlier line, all is guessed. */
function isBehindWholeValue({ message, pos: [start] }: YamlError, { text }: Source): boolean {
  if (!message.startsWith("Unexpected scalar at node end")) return false;
  const line = text.lastIndexOf("\n", start - 1) + 1;
  const before = text.slice(line, start).replaceAll(/\\./g, "").trimEnd();
  const end = before.at(-1) ?? "";
  const count = (character: string) => before.split(character).length - 1;
  const opening = openings.get(end);
  if (opening !== undefined) return count(opening) >= count(end);
  return /["']/.test(end) && count(end) % 2 === 0;
}

/** The dash of a list whose first entry stands where a key has to. */
function dashOf({ code, pos: [start] }: YamlError, { text }: Source): number | undefined {
  const line = text.lastIndexOf("\n", start - 1) + 1;
  const [before] = /^ *(?=-\s)/.exec(text.slice(line)) ?? [];
  const isKey = code === "BLOCK_AS_IMPLICIT_KEY" || code === "MULTILINE_IMPLICIT_KEY";
  if (!isKey || before === undefined) return undefined;
  return start <= line + before.length ? line + before.length : undefined;
}

const lineOf = ({ pos: [start] }: YamlError, source: Source): number =>
  positionOf(source, Math.min(start, source.text.length)).line;

/** Where a tab indents, what the parser finds wrong with the lines beside it comes of that. */
function withoutNeighboursOfTabs(errors: readonly YamlError[], source: Source): readonly YamlError[] {
  const tabs = errors.filter(({ code }) => code === "TAB_AS_INDENT").map((error) => lineOf(error, source));
  return errors.filter((error) => {
    return error.code === "TAB_AS_INDENT" || !tabs.some((line) => Math.abs(lineOf(error, source) - line) <= 1);
  });
}

/** One mistake often makes the parser stumble several times on its line. */
function firstOfEachLine(errors: readonly YamlError[], { text }: Source): YamlError[] {
  let lineEnd = -1;
  return [...errors]
    .sort((left, right) => left.pos[0] - right.pos[0])
    .filter(({ pos: [start] }) => {
      if (start <= lineEnd) return false;
      const newline = text.indexOf("\n", start);
      lineEnd = newline < 0 ? text.length : newline;
      return true;
    });
}
