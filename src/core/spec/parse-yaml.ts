import { Composer, type CST, Parser } from "yaml";
import type { Checked, Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import type { Source, Span } from "../diagnostics/source.ts";
import { counted } from "../words/counted.ts";
import type { Path } from "./path.ts";
import { type YamlError, yamlMistakes } from "./yaml-mistakes.ts";
import { findEmbellishments, findQuoteBefore, measureDepth } from "./yaml-plainness.ts";
import { describeYamlError, findControlCharacters } from "./yaml-syntax.ts";
import { placeNodes } from "./yaml-tree.ts";

/** Plain data read from YAML, with the place of each part. Maps have no prototype. */
export interface ParsedYaml {
  readonly source: Source;
  readonly value: unknown;
  /** The place of a key or a value; where the path ends early, the head of the nearest part that exists. */
  readonly spanOf: (path: Path, part?: "key" | "value") => Span;
  /** The text of a plain (unquoted) scalar as the author wrote it, such as 6.10. */
  readonly plainText: (path: Path) => string | undefined;
}

/** In UTF-16 units: far above any honest spec, far below what would take long to read. */
export const maximumLength = 256 * 1024;
const maximumDepth = 32;
/** A file of noise gives a finding per character; past this many they help nobody. */
export const maximumFindings = 100;

/**
 * Reads untrusted YAML as plain data: no anchors, aliases, tags, merge keys or directives, one document, bounded in size and depth.
 * Every finding has a place; there is no value where the file could not be read as a whole.
 */
export function parseYaml(source: Source): Checked<ParsedYaml> {
  if (source.text.length > maximumLength) return refuse([tooLong(source)]);
  const controls = findControlCharacters(source);
  if (controls.length > 0) return refuse(controls);

  const tokens = [...new Parser().parse(source.text)];
  const depth = measureDepth(source, tokens, maximumDepth);
  if (depth) return refuse([tooDeep(depth)]);
  const embellishments = findEmbellishments(source, tokens);
  const composed = compose(source, tokens);
  const findings = [...embellishments, ...composed.diagnostics];
  if (findings.length > 0) return refuse(findings);

  const { root, diagnostics } = placeNodes(source, composed.value);
  return {
    value: {
      source,
      value: root.value,
      spanOf: (path, part) => root.spanOf(path, part),
      plainText: (path) => root.at(path)?.plainText,
    },
    diagnostics: diagnostics.slice(0, maximumFindings),
  };
}

function refuse(findings: readonly Diagnostic[]): Checked<ParsedYaml> {
  return { diagnostics: findings.slice(0, maximumFindings) };
}

function compose(source: Source, tokens: readonly CST.Token[]) {
  const composer = new Composer({ stringKeys: true, uniqueKeys: false, prettyErrors: false, logLevel: "silent" });
  const documents = [...composer.compose(tokens, true, source.text.length)];
  const errors = documents.flatMap((document) => document.errors);
  const diagnostics = yamlMistakes(errors, source)
    .slice(0, maximumFindings)
    .map((error) => describeYamlError(source, error.code, error.message, placeOf(error, tokens)));
  const second = documents[1];
  if (second) diagnostics.push(describeYamlError(source, "MULTIPLE_DOCS", "", [second.range[0], second.range[1]]));
  return { value: documents[0]?.contents ?? null, diagnostics };
}

/** A quote that is never closed is told by where it opens, not by the end of the file. */
function placeOf({ code, pos }: YamlError, tokens: readonly CST.Token[]): readonly [number, number] {
  const opening = code === "MISSING_CHAR" ? findQuoteBefore(tokens, pos[0]) : undefined;
  return opening === undefined ? pos : [opening, opening + 1];
}

function tooLong(source: Source): Diagnostic {
  const message = `The file is ${counted(source.text.length, "character")} long`;
  return errorAt({ source, start: 0, end: 0 }, "yaml/limit", message, {
    notes: [{ message: `a file of this kind has at most ${counted(maximumLength, "character")}` }],
    help: "split it, or move long texts to the page",
  });
}

function tooDeep(place: Span): Diagnostic {
  return errorAt(place, "yaml/limit", `Maps and lists are nested more than ${maximumDepth} deep`, {
    notes: [{ message: "no format of ours needs more than ten levels" }],
    help: "close the brackets that are open, or indent less",
  });
}
