import { resolve } from "node:path";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import type { ExampleUnit } from "./example-unit.ts";
import { unreachable } from "./forbidden-text.ts";
import type { HeaderFolder } from "./header-folder.ts";
import { visibleFiles } from "./visible-files.ts";

/** The prerequisites of a rule as `clang -M` prints it: `\ ` is a space, `$$` a dollar, `\` and a line end go on. */
export function parseDependencies(rule: string): string[] {
  const prerequisites = rule.replace(/\\\r?\n/g, " ").replace(/^[^:]*:\s/, "");
  const names = prerequisites.match(/(?:\\[\s\S]|[^\s\\])+/g) ?? [];
  return names.map((name) => name.replace(/\\([ #\\])/g, "$1").replaceAll("$$", "$"));
}

/** Second gate: every file that the preprocessor opened, asked about or was told to open is one that it may. */
export function findForeignDependencies(
  dependencies: readonly string[],
  folder: string,
  unit: ExampleUnit,
  headers: HeaderFolder,
): Diagnostic[] {
  const allowed = new Set(visibleFiles(folder, unit, headers).map((name) => resolve(name)));
  const foreign = dependencies.filter((name) => !allowed.has(resolve(folder, name)));
  if (foreign.length === 0) return [];
  const message = "The preprocessor is led to a file that an example may not read";
  return [unreachable(unit.source, 0, 0, message, `It was asked for: ${foreign.slice(0, 5).join(", ")}`)];
}
