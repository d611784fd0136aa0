import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { errorAt } from "../../diagnostics/error-at.ts";
import type { Content } from "../content.ts";
import type { Expectation } from "../example-spec.ts";

/** Each scenario holds its run to something. */
export function scenariosExpect({ examples }: Content): Diagnostic[] {
  return examples.flatMap(({ file: { value, spanOf } }) =>
    value.scenarios.flatMap(({ name, expect }, index) =>
      checksSomething(expect)
        ? []
        : errorAt(spanOf(["scenarios", index, "expect"], "key"), "spec/no-expectation", `${name} checks nothing`, {
            notes: [{ message: "a run that is held to nothing shows nothing" }],
            help: "state what the run is to do, such as return: XDP_PASS",
          }),
    ),
  );
}

/** An empty list of calls says that there are none; an empty map of globals says nothing. */
function checksSomething({ globals = {}, ...rest }: Expectation): boolean {
  return Object.keys(globals).length > 0 || Object.keys(rest).length > 0;
}
