import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { shorten } from "./describe-value.ts";
import type { ParsedYaml } from "./parse-yaml.ts";
import { type Path, printPath, printWithin, valueAt } from "./path.ts";
import { keysAt, type Shape, shapesAt } from "./schema-shape.ts";

export function missingKey(path: Path, yaml: ParsedYaml, shape: Shape): Diagnostic {
  const parent = path.slice(0, -1);
  const key = String(path.at(-1));
  const description = descriptionOf(path, shape);
  const message = `The key ${key} is missing${printWithin(parent)}`;
  return errorAt(yaml.spanOf(parent, "key"), "spec/missing-key", message, {
    notes: description ? [{ message: `${key}: ${description}` }] : [],
    help: `add ${key}:`,
  });
}

/** A choice carries its description above its branches. */
function descriptionOf(path: Path, shape: Shape): string | undefined {
  const key = String(path.at(-1));
  const parents = shapesAt(shape, path.slice(0, -1)).filter(({ properties = {} }) => Object.hasOwn(properties, key));
  return parents
    .map(({ properties }) => properties?.[key]?.description)
    .find((description) => description !== undefined);
}

/** The key that an unknown one was meant to be: near in spelling, known here, and not there already. */
export function meantKey(path: Path, yaml: ParsedYaml, shape: Shape): string | undefined {
  const parent = path.slice(0, -1);
  const free = keysAt(shape, parent).filter((name) => valueAt(yaml.value, [...parent, name]) === undefined);
  return nearest(String(path.at(-1)), free);
}

export function unknownKey(path: Path, yaml: ParsedYaml, shape: Shape): Diagnostic {
  const parent = path.slice(0, -1);
  const known = keysAt(shape, parent).join(", ");
  const close = meantKey(path, yaml, shape);
  const message = `There is no key ${shorten(String(path.at(-1)))}${printWithin(parent)}`;
  return errorAt(yaml.spanOf(path, "key"), "spec/unknown-key", message, {
    notes: close ? [{ message: `the keys here are ${known}` }] : [],
    help: close ? `did you mean ${close}?` : `remove it; the keys here are ${known}`,
  });
}

export function badKey(path: Path, expected: string, yaml: ParsedYaml): Diagnostic {
  const key = shorten(String(path.at(-1))) || '""';
  return errorAt(yaml.spanOf(path, "key"), "spec/wrong-type", `The key ${key} must be ${expected}`, {
    help: `write ${expected}`,
  });
}

/** A map of which the one key says what it is, such as a packet's layer, has none or several. */
export function oneKey(path: Path, yaml: ParsedYaml, shape: Shape): Diagnostic {
  const present = Object.keys(Object(valueAt(yaml.value, path)));
  const found = present.length === 0 ? "none" : present.join(" and ");
  const message = `Expected one key in ${printPath(path)}, found ${found}`;
  return errorAt(yaml.spanOf(path), "spec/wrong-type", message, {
    help: `write one map for each, with one of the keys ${keysAt(shape, path).join(", ")}`,
  });
}
