import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { errorAt } from "../../diagnostics/error-at.ts";
import { spanOfLine } from "../../diagnostics/source.ts";
import { type Content, stands } from "../content.ts";

/** Each example's C file has its scenarios beside it: without them it is compiled, but neither run nor shown. */
export function programsHaveScenarios(content: Content): Diagnostic[] {
  const named = content.examples.map(({ file: { source, value } }) => source.path.replace(/[^/]*$/, value.source));
  return (content.beside?.programs ?? []).flatMap((program) => {
    const scenarios = program.path.replace(/\.bpf\.c$/, ".yaml");
    if (stands(scenarios, content) || named.includes(program.path)) return [];
    return errorAt(spanOfLine(program, 1), "spec/missing-scenarios", "The example has no scenarios", {
      notes: [{ message: "an example is shown by its runs, and each run by what is expected of it" }],
      help: `add ${scenarios}`,
    });
  });
}
