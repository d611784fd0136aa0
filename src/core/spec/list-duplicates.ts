import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import { shorten } from "./describe-value.ts";
import { maximumFindings, type ParsedYaml } from "./parse-yaml.ts";
import { type Path, valueAt } from "./path.ts";

/** A list in which nothing may stand twice. */
export interface UniqueList {
  readonly list: Path;
  /** The keys that tell entries apart, where they are maps. */
  readonly keys?: readonly string[];
  /** What an entry is, such as "flag". */
  readonly entry: string;
  /** Whether an entry is called as its author likes, so that another name may be what is wrong. */
  readonly isNamedFreely?: true;
}

export function findListDuplicates(yaml: ParsedYaml, lists: readonly UniqueList[]): Diagnostic[] {
  return lists.flatMap((list) => findDuplicates(yaml, list)).slice(0, maximumFindings);
}

function findDuplicates(yaml: ParsedYaml, { list, keys, entry, isNamedFreely }: UniqueList): Diagnostic[] {
  const entries = valueAt(yaml.value, list);
  if (!Array.isArray(entries)) return [];
  const seen = new Map<string, Path>();
  const found: Diagnostic[] = [];
  for (const [index, value] of entries.entries()) {
    const parts = keys ? keys.map((key) => valueAt(value, [key])) : [value];
    if (!isScalar(parts[0])) continue;
    const name = JSON.stringify(parts.filter(isScalar));
    const path = keys ? [...list, index, keys[0] ?? ""] : [...list, index];
    const earlier = seen.get(name);
    const help = isNamedFreely ? "rename or remove one of the two" : "remove one of the two";
    if (earlier) found.push(describe(yaml, `${entry} ${shorten(String(parts[0]))}`, path, earlier, help));
    else seen.set(name, path);
  }
  return found;
}

function isScalar(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number";
}

function describe(yaml: ParsedYaml, what: string, path: Path, earlier: Path, help: string): Diagnostic {
  return errorAt(yaml.spanOf(path), "spec/duplicate", `The ${what} stands twice`, {
    notes: [{ message: "it first stands here", place: yaml.spanOf(earlier) }],
    help,
  });
}
