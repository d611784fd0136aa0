import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { errorAt } from "../../diagnostics/error-at.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import { type Content, stands } from "../content.ts";

/** `source` names a C file beside the scenarios. One that is not named after the file is found by `fileNames`. */
export function scenariosHavePrograms(content: Content): Diagnostic[] {
  const { beside } = content;
  if (!beside?.programs) return [];
  const lone = beside.programs
    .map(({ path }) => path)
    .filter((path) => !stands(path.replace(/\.bpf\.c$/, ".yaml"), content));
  return content.examples.flatMap(({ file: { value, source, spanOf } }) => {
    const program = source.path.replace(/\.yaml$/, ".bpf.c");
    if (!program.endsWith(`/${value.source}`) || stands(program, content)) return [];
    const close = nearest(program, lone);
    return errorAt(spanOf(["source"]), "spec/missing-source", `There is no file ${value.source} beside the scenarios`, {
      notes: [{ message: "scenarios are runs of the C file of the same name" }],
      help: close ? `add ${program}, or rename ${close}` : `add ${program}, or take the scenarios away`,
    });
  });
}
