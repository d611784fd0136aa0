import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { errorAt } from "../../diagnostics/error-at.ts";
import type { Content } from "../content.ts";

/** The network namespace of each XFRM state is one of those that the scenario names. */
export function namespacesAreThere({ examples }: Content): Diagnostic[] {
  return examples.flatMap(({ file: { value, spanOf } }) =>
    value.scenarios.flatMap(({ kernel: { netns_ids = [], xfrm_states = [] } = {} }, scenario) =>
      xfrm_states.flatMap(({ netns_id: id }, state) => {
        if (id === undefined || netns_ids.includes(id)) return [];
        const place = spanOf(["scenarios", scenario, "kernel", "xfrm_states", state, "netns_id"]);
        return errorAt(place, "spec/unknown-namespace", `There is no network namespace with the id ${id}`, {
          notes: [{ message: `netns_ids has ${netns_ids.join(", ") || "none"}` }],
          help: `write netns_ids: [${[...netns_ids, id].join(", ")}]`,
        });
      }),
    ),
  );
}
