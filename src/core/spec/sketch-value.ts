import type { Issue } from "./flatten-issues.ts";
import { type Path, valueAt } from "./path.ts";
import { type Shape, shapesAt } from "./schema-shape.ts";

/**
 * A value whose wrong texts, names and numbers are set to empty ones, for rules that look at its other parts.
 * Undefined where a whole map or list is missing or wrong: then too little is known.
 */
export function sketchValue(value: unknown, issues: readonly Issue[], shape: Shape): unknown {
  const sketch = copy(value);
  for (const { kind, path } of issues) {
    if (kind === "unknown-key" || kind === "bad-key") continue;
    const empty = emptyScalar(shapesAt(shape, path));
    const found = valueAt(value, path);
    if (empty === undefined || (typeof found === "object" && found !== null)) return undefined;
    if (typeof found !== typeof empty) place(sketch, path, empty);
  }
  return sketch;
}

export function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner)]));
}

function emptyScalar(shapes: readonly Shape[]): string | number | undefined {
  const types = shapes.map((shape) => shape.type);
  if (types.includes("string")) return "";
  return types.includes("integer") || types.includes("number") ? 0 : undefined;
}

function place(root: unknown, path: Path, value: unknown): void {
  const parent = valueAt(root, path.slice(0, -1));
  const key = path.at(-1);
  if (typeof parent !== "object" || parent === null || key === undefined) return;
  (parent as Record<string | number, unknown>)[key] = value;
}
