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

/** An empty list, such as of calls, says that there are none; an empty map, such as of globals, says nothing. */
function checksSomething(expected: Expectation): boolean {
  return Object.values(expected).some(
    (each) => typeof each !== "object" || Array.isArray(each) || Object.keys(each).length > 0,
  );
}
