import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { oneOf } from "../diagnostics/one-of.ts";
import { describeValue, shorten } from "./describe-value.ts";
import type { ParsedYaml } from "./parse-yaml.ts";
import { type Path, printPath, valueAt } from "./path.ts";
import { type Shape, shapesAt } from "./schema-shape.ts";
import { versionPattern } from "./versions.ts";

/** Above this many, a list of names helps less than a few examples. */
const listedNames = 12;

export function unknownName(path: Path, values: readonly string[], yaml: ParsedYaml): Diagnostic {
  const typed = String(valueAt(yaml.value, path));
  const close = nearest(typed, values);
  const listed = values.length <= listedNames ? oneOf(values) : `a name such as ${oneOf(values.slice(1, 4))}`;
  const message = `${shorten(typed) || '""'} is not a name that ${lastKey(path)} takes`;
  return errorAt(yaml.spanOf(path), "spec/unknown-name", message, {
    notes: close ? [{ message: `it takes ${listed}` }] : [],
    help: close ? `did you mean ${close}?` : `write ${listed}`,
  });
}

function lastKey(path: Path): string {
  return String(path.findLast((step) => typeof step === "string") ?? "this place");
}

export function isUnquotedVersion(path: Path, yaml: ParsedYaml): boolean {
  const isNumber = typeof valueAt(yaml.value, path) === "number";
  return path.at(-1) === "version" && isNumber && versionPattern.test(yaml.plainText(path) ?? "");
}

export function unquotedVersion(path: Path, yaml: ParsedYaml): Diagnostic {
  const written = yaml.plainText(path) ?? "";
  const read = String(valueAt(yaml.value, path));
  const place = yaml.spanOf(path);
  return errorAt(place, "spec/unquoted-version", `The version ${written} stands without quotes`, {
    notes: [{ message: `YAML reads it as the number ${read}; versions are text, since 6.10 is not 6.1` }],
    help: `write "${written}"`,
    edits: [{ ...place, text: `"${written}"` }],
  });
}

export function wrongType(path: Path, expected: readonly string[], yaml: ParsedYaml, shape: Shape): Diagnostic {
  const value = valueAt(yaml.value, path);
  const found = describeValue(value);
  const name = printPath(path);
  const place = isContainer(value) ? yaml.spanOf(path, "key") : yaml.spanOf(path);
  const written = yaml.plainText(path);
  const misread = typeof value !== "string" && written && written !== String(value);
  return errorAt(place, "spec/wrong-type", `Expected ${oneOf(expected)}${name && ` for ${name}`}, found ${found}`, {
    notes: misread ? [{ message: `YAML reads ${written} as ${found}` }] : [],
    help: remedy(value, expected, written, shapesAt(shape, path)),
  });
}

function remedy(
  value: unknown,
  expected: readonly string[],
  written: string | undefined,
  shapes: readonly Shape[],
): string {
  const wanted = oneOf(expected);
  const takesText = expected.includes("text");
  const beyondNumbers = Number.isInteger(value) && !Number.isSafeInteger(value) && shapes.some(isFreeText);
  if (written && typeof value !== "string" && (takesText || beyondNumbers)) return `put it in quotes: "${written}"`;
  if (takesText && isContainer(value)) return `write ${wanted}; text that begins with [ or { needs quotes`;
  if (expected.includes("a list") && typeof value === "string") return `write a list: [${value}]`;
  const keys = shapes.flatMap((shape) => Object.keys(shape.properties ?? {}));
  const takesMap = expected.includes("a map") && keys.length > 0;
  return `write ${wanted}${takesMap ? `, with the keys ${keys.join(", ")}` : ""}`;
}

function isFreeText(shape: Shape): boolean {
  return shape.type === "string" && !shape.enum && shape.const === undefined;
}

function isContainer(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
