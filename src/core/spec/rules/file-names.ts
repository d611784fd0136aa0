import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { errorAt } from "../../diagnostics/error-at.ts";
import { baseName, type Content } from "../content.ts";
import type { ParsedFile } from "../parsed-file.ts";

/** A kfunc's spec is named after the kfunc, an example's scenarios after its source. */
export function fileNames({ kfuncs, examples }: Content): Diagnostic[] {
  return [
    ...kfuncs.flatMap((file) => check(file, "name", file.value.name, "")),
    ...examples.flatMap(({ file }) => check(file, "source", file.value.source, ".bpf.c")),
  ];
}

function check(file: ParsedFile<unknown>, key: string, stated: string, ending: string): Diagnostic[] {
  const expected = `${baseName(file.source.path)}${ending}`;
  if (stated === "" || stated === expected) return [];
  const renamed = `${stated.slice(0, stated.length - ending.length)}.yaml`;
  return [
    errorAt(file.spanOf([key]), "spec/file-name", `The file is not named after ${stated}`, {
      notes: [{ message: `the file is ${file.source.path}` }],
      help: `rename the file to ${renamed}, or write ${key}: ${expected}`,
    }),
  ];
}
