import type { DiagnosticCode } from "../diagnostics/codes.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { type Issue, oneOf } from "./flatten-issues.ts";
import type { ParsedYaml, Path } from "./parse-yaml.ts";
import { keysAt, type Shape, shapesAt } from "./schema-shape.ts";
import { valueAt } from "./value-at.ts";
import { versionPattern } from "./versions.ts";

/** Above this many, a list of names helps less than a few examples. */
const listedNames = 12;

/** One issue as a finding on the narrowest place, with the words of the format it breaks. */
export function diagnoseIssue(issue: Issue, yaml: ParsedYaml, shape: Shape): Diagnostic {
  if (isMissing(issue, yaml)) return missingKey(issue.path, yaml, shape);
  switch (issue.kind) {
    case "unknown-key":
      return unknownKey(issue.path, yaml, shape);
    case "bad-key":
      return badKey(issue.path, issue.expected, yaml);
    case "unknown-name":
      return unknownName(issue.path, issue.values, yaml);
    case "one-key":
      return oneKey(issue.path, yaml, shape);
    case "wrong-type":
      return isUnquotedVersion(issue.path, yaml)
        ? unquotedVersion(issue.path, yaml)
        : wrongType(issue.path, issue.expected, yaml, shape);
  }
}

function finding(code: DiagnosticCode, message: string, place: Diagnostic["place"]): Diagnostic {
  return { code, severity: "error", message, place, notes: [] };
}

/** Whether nothing stands at the path, not even an empty value. */
export function isMissing(issue: Issue, yaml: ParsedYaml): boolean {
  return issue.path.length > 0 && valueAt(yaml.value, issue.path) === undefined;
}

/** The words for a place in the file, such as `since.version` or `errors[0].value`. */
export function printPath(path: Path): string {
  return path.map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`)).join("");
}

function within(path: Path): string {
  return path.length === 0 ? "" : ` in ${printPath(path)}`;
}

function missingKey(path: Path, yaml: ParsedYaml, shape: Shape): Diagnostic {
  const parent = path.slice(0, -1);
  const key = String(path.at(-1));
  const description = shapesAt(shape, path)[0]?.description ?? descriptionAt(shape, path);
  return {
    ...finding("spec/missing-key", `The key ${key} is missing${within(parent)}`, yaml.spanOf(parent, "key")),
    notes: description ? [{ message: `${key}: ${description}` }] : [],
    help: `add ${key}:`,
  };
}

/** A choice carries its description above its branches. */
function descriptionAt(shape: Shape, path: Path): string | undefined {
  const key = String(path.at(-1));
  for (const parent of shapesAt(shape, path.slice(0, -1))) {
    if (parent.properties && Object.hasOwn(parent.properties, key)) return parent.properties[key]?.description;
  }
  return undefined;
}

/** The key that an unknown one was meant to be: near in spelling, known here, and not there already. */
export function meantKey(path: Path, yaml: ParsedYaml, shape: Shape): string | undefined {
  const parent = path.slice(0, -1);
  const present = Object.keys(Object(valueAt(yaml.value, parent)));
  const free = keysAt(shape, parent).filter((name) => !present.includes(name));
  return nearest(String(path.at(-1)), free);
}

function unknownKey(path: Path, yaml: ParsedYaml, shape: Shape): Diagnostic {
  const parent = path.slice(0, -1);
  const key = String(path.at(-1));
  const known = keysAt(shape, parent);
  const close = meantKey(path, yaml, shape);
  return {
    ...finding("spec/unknown-key", `There is no key ${shorten(key)}${within(parent)}`, yaml.spanOf(path, "key")),
    notes: close ? [{ message: `the keys here are ${known.join(", ")}` }] : [],
    help: close ? `did you mean ${close}?` : `remove it; the keys here are ${known.join(", ")}`,
  };
}

function badKey(path: Path, expected: string, yaml: ParsedYaml): Diagnostic {
  const key = String(path.at(-1));
  return {
    ...finding("spec/wrong-type", `The key ${key || '""'} must be ${expected}`, yaml.spanOf(path, "key")),
    help: `write ${expected}`,
  };
}

function unknownName(path: Path, values: readonly string[], yaml: ParsedYaml): Diagnostic {
  const typed = String(valueAt(yaml.value, path));
  const close = nearest(typed, values);
  const listed = values.length <= listedNames ? oneOf(values) : `a name such as ${oneOf(values.slice(1, 4))}`;
  return {
    ...finding(
      "spec/unknown-name",
      `${shorten(typed) || '""'} is not a name that ${subject(path)} takes`,
      yaml.spanOf(path),
    ),
    notes: close ? [{ message: `it takes ${listed}` }] : [],
    help: close ? `did you mean ${close}?` : `write ${listed}`,
  };
}

function subject(path: Path): string {
  const named = path.findLast((step) => typeof step === "string");
  return named === undefined ? "this place" : String(named);
}

function oneKey(path: Path, yaml: ParsedYaml, shape: Shape): Diagnostic {
  const present = Object.keys(Object(valueAt(yaml.value, path)));
  const found = present.length === 0 ? "none" : present.join(" and ");
  return {
    ...finding("spec/wrong-type", `Expected one key in ${printPath(path)}, found ${found}`, yaml.spanOf(path)),
    help: `write one map for each, with one of the keys ${keysAt(shape, path).join(", ")}`,
  };
}

function isUnquotedVersion(path: Path, yaml: ParsedYaml): boolean {
  const isNumber = typeof valueAt(yaml.value, path) === "number";
  return path.at(-1) === "version" && isNumber && versionPattern.test(yaml.plainText(path) ?? "");
}

function unquotedVersion(path: Path, yaml: ParsedYaml): Diagnostic {
  const written = yaml.plainText(path) ?? "";
  const read = String(valueAt(yaml.value, path));
  return {
    ...finding("spec/unquoted-version", `The version ${written} stands without quotes`, yaml.spanOf(path)),
    notes: [{ message: `YAML reads it as the number ${read}; versions are text, since 6.10 is not 6.1` }],
    help: `write "${written}"`,
  };
}

function wrongType(path: Path, expected: readonly string[], yaml: ParsedYaml, shape: Shape): Diagnostic {
  const value = valueAt(yaml.value, path);
  const wanted = oneOf(expected);
  const name = printPath(path);
  const place = isContainer(value) ? yaml.spanOf(path, "key") : yaml.spanOf(path);
  const written = yaml.plainText(path);
  const misread = typeof value !== "string" && written && written !== String(value);
  return {
    ...finding("spec/wrong-type", `Expected ${wanted}${name && ` for ${name}`}, found ${describe(value)}`, place),
    notes: misread ? [{ message: `YAML reads ${written} as ${describe(value)}` }] : [],
    help: remedy(value, expected, written, shapesAt(shape, path)),
  };
}

function remedy(
  value: unknown,
  expected: readonly string[],
  written: string | undefined,
  shapes: readonly Shape[],
): string {
  const takesText = expected.includes("text");
  const beyondNumbers = Number.isInteger(value) && !Number.isSafeInteger(value) && shapes.some(isFreeText);
  if (written && typeof value !== "string" && (takesText || beyondNumbers)) return `put it in quotes: "${written}"`;
  if (takesText && isContainer(value)) return `write ${oneOf(expected)}; text that begins with [ or { needs quotes`;
  if (expected.includes("a list") && typeof value === "string") return `write a list: [${value}]`;
  const keys = shapes.flatMap((shape) => Object.keys(shape.properties ?? {}));
  if (expected.includes("a map") && keys.length > 0)
    return `write ${oneOf(expected)}, with the keys ${keys.join(", ")}`;
  return `write ${oneOf(expected)}`;
}

function isFreeText(shape: Shape): boolean {
  return shape.type === "string" && !shape.enum && shape.const === undefined;
}

function isContainer(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "a map";
  if (typeof value === "string") return value.trim() === "" ? "empty text" : `the text ${shorten(value)}`;
  return typeof value === "number" ? `the number ${value}` : String(value);
}

function shorten(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line.length > 40 || line !== text.trimEnd() ? `${line.slice(0, 40)}…` : line;
}
