import { expect, test } from "vitest";
import { auditOutcomes } from "../../../src/core/audit/audit-outcomes.ts";
import { parseKfuncSpec } from "../../../src/core/spec/parse-kfunc-spec.ts";
import type { FaultRule } from "../../../src/core/vm/fault.ts";
import { factsWith } from "../../drivers/kernel-facts.ts";
import { type RunOptions, xdpPrograms } from "../../drivers/run-program.ts";

const run = xdpPrograms(
  {
    argument: "return bpf_xdp_metadata_rx_timestamp(ctx, 0) ? 1 : 2;",
    another: "bpf_xdp_xfrm_state_release(0); return bpf_xdp_metadata_rx_timestamp(ctx, &stamp) ? 1 : 2;",
  },
  {
    fileScope: "u64 stamp; extern int bpf_xdp_metadata_rx_timestamp(const struct xdp_md *ctx, u64 *timestamp) __ksym;",
  },
);
const options: RunOptions = {
  facts: factsWith({ name: "bpf_xdp_metadata_rx_timestamp", flags: [], programTypes: ["BPF_PROG_TYPE_XDP"] }),
};

const text = `name: bpf_xdp_metadata_rx_timestamp
summary: Reads the time.
since: { version: "6.3", commit: 8f0ec8c68175 }
signature:
  returns: int
  params: [{ name: ctx, type: const struct xdp_md * }, { name: timestamp, type: u64 * }]
flags: []
params: { ctx: The context., timestamp: The time. }
returns: 0, or an error.
errors: [{ value: EOPNOTSUPP, when: always., shown_by: a/b#c }]
program_types: [BPF_PROG_TYPE_XDP]
`;

test.each<[string, "argument" | "another", FaultRule, readonly string[]]>([
  [
    "is not said to have returned",
    "argument",
    "kfunc-argument",
    ["bpf_xdp_metadata_rx_timestamp did not end (line ", "the run ended in a fault: "],
  ],
  [
    "that was never made stays a finding",
    "another",
    "kfunc-argument",
    ["the scenario does not call bpf_xdp_metadata_rx_timestamp", "the run ended in a fault: "],
  ],
])("a call that %s", (_name, program, rule, notes) => {
  const { value } = parseKfuncSpec({ path: "a.yaml", text });
  if (!value) throw new Error("the spec is wrong");
  const outcome = run(program, options);
  expect(outcome.fault?.rule).toBe(rule);
  const said = auditOutcomes(value, () => outcome).flatMap((each) => each.notes.map(({ message }) => message));
  expect(said).toEqual(notes.map((words) => expect.stringContaining(words)));
});
