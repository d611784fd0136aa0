import { z } from "zod";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import { sortByPlace } from "../diagnostics/order.ts";
import type { Source } from "../diagnostics/source.ts";
import { diagnoseIssues } from "./diagnose-issue.ts";
import { flattenIssues } from "./flatten-issues.ts";
import { findListDuplicates, type UniqueList } from "./list-duplicates.ts";
import { maximumFindings, type ParsedYaml, parseYaml } from "./parse-yaml.ts";
import type { Parsed, ParsedFile } from "./parsed-file.ts";
import { valueAt } from "./path.ts";
import { readAsMeant } from "./read-as-meant.ts";
import type { Shape } from "./schema-shape.ts";
import { sketchValue } from "./sketch-value.ts";

/** What to read a kind of file against. */
export interface Format<Schema extends z.ZodType> {
  readonly schema: Schema;
  readonly shape: Shape;
  readonly uniqueLists: readonly UniqueList[];
}

export function defineFormat<Schema extends z.ZodType>(
  schema: Schema,
  uniqueLists: readonly UniqueList[],
): Format<Schema> {
  return { schema, shape: z.toJSONSchema(schema, { io: "input" }) as Shape, uniqueLists };
}

/** Reads a file and holds it against its format: every finding, and the value where there is none. */
export function parseSpec<Schema extends z.ZodType>(source: Source, format: Format<Schema>): Parsed<z.infer<Schema>> {
  const { value: yaml, diagnostics } = parseYaml(source);
  if (!yaml) return { diagnostics };
  if (yaml.value === null) return { diagnostics: [...diagnostics, emptyFile(yaml, format.shape)] };
  const repeated = findListDuplicates(yaml, format.uniqueLists);
  const result = format.schema.safeParse(yaml.value);
  if (result.success) return finish({ ...yaml, value: result.data }, [...diagnostics, ...repeated]);

  const issues = flattenIssues(result.error.issues, (path) => valueAt(yaml.value, path));
  const findings = diagnoseIssues(issues.slice(0, maximumFindings), yaml, format.shape);
  const sketch = sketchValue(yaml.value, issues, format.shape);
  const meant = format.schema.safeParse(readAsMeant(yaml, issues, format.shape));
  const isReadable = meant.success && repeated.length === 0 && diagnostics.length === 0;
  return {
    diagnostics: sortByPlace([...diagnostics, ...findings, ...repeated]),
    ...(sketch === undefined ? {} : { sketch: { ...yaml, value: sketch as z.infer<Schema> } }),
    ...(isReadable && { meant: { ...yaml, value: meant.data } }),
  };
}

/** Something stated twice leaves a file that can be read on, but not one to build from. */
function finish<Value>(file: ParsedFile<Value>, diagnostics: readonly Diagnostic[]): Parsed<Value> {
  return diagnostics.length === 0
    ? { value: file, diagnostics }
    : { sketch: file, diagnostics: sortByPlace(diagnostics) };
}

function emptyFile(yaml: ParsedYaml, { required = [] }: Shape): Diagnostic {
  return errorAt(yaml.spanOf([]), "spec/wrong-type", "The file states nothing", {
    help: `begin with the ${required.length === 1 ? "key" : "keys"} ${required.join(", ")}`,
  });
}
