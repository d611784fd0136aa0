import { meantKey } from "./diagnose-key.ts";
import type { Issue } from "./flatten-issues.ts";
import type { ParsedYaml } from "./parse-yaml.ts";
import { type Path, valueAt } from "./path.ts";
import type { Shape } from "./schema-shape.ts";
import { copy } from "./sketch-value.ts";

type Map = Record<string, unknown>;

function mapAt(value: unknown, path: Path): Map | undefined {
  const found = valueAt(value, path);
  return typeof found === "object" && found !== null && !Array.isArray(found) ? (found as Map) : undefined;
}

/**
 * The value with each misspelt key under the name that it is near to; undefined where anything else is wrong than the spelling of
 * keys, or one is near to none. Keys that are missing may be those.
 */
export function readAsMeant(yaml: ParsedYaml, issues: readonly Issue[], shape: Shape): unknown {
  const meant = copy(yaml.value);
  for (const { kind, path } of issues) {
    const key = String(path.at(-1));
    if (kind !== "unknown-key") {
      if (valueAt(yaml.value, path) === undefined) continue;
      return undefined;
    }
    const near = meantKey(path, yaml, shape);
    const map = mapAt(meant, path.slice(0, -1));
    if (near === undefined || !map || Object.hasOwn(map, near)) return undefined;
    map[near] = map[key];
    delete map[key];
  }
  return meant;
}
