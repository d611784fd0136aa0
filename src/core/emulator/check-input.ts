import { didYouMean } from "../diagnostics/nearest.ts";
import { oneOf } from "../diagnostics/one-of.ts";
import type { Shape } from "../spec/schema-shape.ts";
import type { SetupProblem } from "./setup-problem.ts";

type Path = SetupProblem["path"];

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** JSON Schema's name of what a value is. */
function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  return typeof value === "number" && Number.isInteger(value) ? "integer" : typeof value;
}

const namesOf = (shape: Shape): readonly unknown[] => shape.enum ?? (shape.const === undefined ? [] : [shape.const]);

function listWords({ minItems = 0, maxItems }: Shape): string {
  const bounds = [
    ...(minItems > 0 ? [`at least ${minItems}`] : []),
    ...(maxItems === undefined ? [] : [`at most ${maxItems}`]),
  ];
  return bounds.length === 0 ? "a list" : `a list of ${bounds.join(" and ")}`;
}

/** What a shape takes, in words. */
function wantsOf(shape: Shape): string[] {
  const { type, minimum, maximum = Number.MAX_SAFE_INTEGER, maxLength, patternWords, anyOf } = shape;
  if (anyOf) return [...new Set(anyOf.flatMap(wantsOf))];
  const names = namesOf(shape);
  if (names.length > 0) return names.map(String);
  if (type === "integer") {
    const isBounded = minimum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
    return [isBounded ? `a number from ${minimum} to ${maximum}` : "a whole number"];
  }
  if (type === "boolean") return ["true or false"];
  if (type === "array") return [listWords(shape)];
  if (type === "object") return ["a map"];
  return [patternWords ?? (maxLength === undefined ? "text" : `text of at most ${maxLength} characters`)];
}

function misfit(shape: Shape, value: unknown, path: Path): SetupProblem {
  const wants = `It takes ${oneOf(wantsOf(shape))}.`;
  const names = (shape.anyOf ?? [shape]).flatMap(namesOf).map(String);
  const place = path.filter((step, index) => typeof step === "string" && index > 0);
  const name = (place.length > 0 ? place : path).join(".");
  const shown =
    isMap(value) || Array.isArray(value) ? "What stands there" : value === "" ? "An empty text" : `${value}`;
  const help = typeof value === "string" ? didYouMean(value, names, wants) : wants;
  return { message: `${shown} does not fit ${name}`, path, help };
}

function fitsText({ pattern, patternFlags, minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Shape, text: string) {
  const { length } = text;
  return length >= minLength && length <= maxLength && (!pattern || new RegExp(pattern, patternFlags).test(text));
}

function fitsScalar(shape: Shape, value: unknown): boolean {
  const names = namesOf(shape);
  if (names.length > 0) return names.includes(value);
  if (shape.type !== undefined && shape.type !== kindOf(value)) return false;
  if (typeof value === "string") return fitsText(shape, value);
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = shape;
  return typeof value !== "number" || (value >= minimum && value <= maximum);
}

function checkChoice(shape: Shape, choices: readonly Shape[], value: unknown, path: Path): SetupProblem[] {
  const findings = choices.map((choice) => check(choice, value, path));
  if (findings.some((found) => found.length === 0)) return [];
  // Of lists and maps the choice that is right but for something within; a scalar has nothing within.
  const within = findings.filter((found) => found.every((problem) => problem.path.length > path.length));
  const [nearest = [misfit(shape, value, path)]] = within.sort((left, right) => left.length - right.length);
  return nearest;
}

function checkMap(shape: Shape, value: Readonly<Record<string, unknown>>, path: Path): SetupProblem[] {
  const { properties = {}, additionalProperties, required = [] } = shape;
  if (required.some((key) => !Object.hasOwn(value, key))) return [misfit(shape, value, path)];
  return Object.entries(value).flatMap(([key, item]) => {
    const known = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
    if (typeof known === "object") return check(known, item, [...path, key]);
    return known === false ? [misfit(shape, value, path)] : [];
  });
}

function checkList(shape: Shape, value: readonly unknown[], path: Path): SetupProblem[] {
  const { items, minItems = 0, maxItems = Number.POSITIVE_INFINITY } = shape;
  if (value.length < minItems || value.length > maxItems) return [misfit(shape, value, path)];
  return items ? value.flatMap((item, index) => check(items, item, [...path, index])) : [];
}

function check(shape: Shape, value: unknown, path: Path): SetupProblem[] {
  if (shape.anyOf) return checkChoice(shape, shape.anyOf, value, path);
  if (shape.type === "object" && isMap(value)) return checkMap(shape, value, path);
  if (shape.type === "array" && Array.isArray(value)) return checkList(shape, value, path);
  return fitsScalar(shape, value) ? [] : [misfit(shape, value, path)];
}

/**
 * What of a scenario's input no author could have written: names that nobody knows, numbers without bounds. For whoever changes
 * the input in a page; `shape` is that of content.
 */
export function checkInput(shape: Shape, scenario: object): SetupProblem[] {
  const { properties = {} } = shape;
  return Object.entries(scenario).flatMap(([key, value]) => {
    const own = properties[key];
    return own ? check(own, value, [key]) : [];
  });
}
