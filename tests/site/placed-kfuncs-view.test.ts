import { expect, test } from "vitest";
import { placedKfuncs } from "../../src/site/view/placed-kfuncs-view.ts";
import { sampleModel } from "./sample-model.ts";

const summary = (filter: Record<string, string>) => {
  const { label, rows, columns } = placedKfuncs(sampleModel, filter);
  return { label, names: rows.map(({ name }) => name), columns };
};

test.each([
  [
    { flag: "KF_RELEASE" },
    { label: "Kfuncs with KF_RELEASE", names: ["bpf_xdp_xfrm_state_release"], columns: ["since", "types"] },
  ],
  [
    { family: "xfrm", program_type: "BPF_PROG_TYPE_XDP", flag: "KF_ACQUIRE" },
    {
      label: "Kfuncs of the family xfrm, for BPF_PROG_TYPE_XDP, with KF_ACQUIRE",
      names: ["bpf_xdp_get_xfrm_state"],
      columns: ["since", "flags"],
    },
  ],
  [{ flag: "KF_SLEEPABLE", since: "6.8" }, expect.objectContaining({ names: [] })],
])("a table of %j", (filter, expected) => {
  expect(summary(filter)).toEqual(expected);
});
