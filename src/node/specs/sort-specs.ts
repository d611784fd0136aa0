import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { exampleFormat } from "../../core/spec/parse-example-spec.ts";
import { kfuncFormat } from "../../core/spec/parse-kfunc-spec.ts";
import { sortKeys } from "../../core/spec/sort-keys.ts";
import { readContent } from "../build/read-content.ts";
import type { ReadFolder } from "../content/read-content-files.ts";
import type { FixedFile } from "./fix-specs.ts";
import type { IsMeant } from "./is-meant.ts";

/** Puts the keys of specs and scenarios into the order of their formats, which CONTRIBUTING and the schemas for editors have. */
export function sortSpecs(content: string, isMeant: IsMeant, read: ReadFolder): FixedFile[] {
  const { content: specs } = readContent(content, read());
  const files = [
    ...specs.kfuncs.map(({ source }) => ({ source, shape: kfuncFormat.shape })),
    ...specs.examples.map(({ file: { source } }) => ({ source, shape: exampleFormat.shape })),
  ];
  return files.flatMap(({ source: { path: shown, text: before }, shape }) => {
    if (!isMeant(shown)) return [];
    const after = sortKeys(before, shape);
    if (after === before) return [];
    const path = shown.replace(/^content\//, "");
    writeFileSync(join(content, path), after);
    return [{ path, changes: ["keys in the order of the format"], before, after }];
  });
}
