import { expect, test } from "vitest";
import { familyViews } from "../../src/site/view/family-view.ts";
import { indexView } from "../../src/site/view/index-view.ts";
import { sampleModel } from "./sample-model.ts";

test("the front page counts what it promises, and names the kernels that vouch", () => {
  const { checks } = indexView(sampleModel);
  const scenarios = sampleModel.examples.flatMap((example) => example.scenarios);
  expect(checks[0]?.title).toBe(`${sampleModel.kfuncs.length} kfuncs.`);
  expect(checks[2]?.title).toBe(`${scenarios.length} scenarios.`);
  expect(checks[2]?.text).toContain("Not yet run in Linux.");

  const verdict = { release: "7.3", version: "7.3.4", state: "ran" } as const;
  const examples = sampleModel.examples.map((example) => ({
    ...example,
    scenarios: example.scenarios.map((scenario) => ({ ...scenario, engines: [verdict] })),
  }));
  const vouched = indexView({ ...sampleModel, examples }).checks[2]?.text;
  expect(vouched).toContain(`${scenarios.length} of ${scenarios.length} scenarios checked in Linux 7.3.4.`);
  expect(vouched).not.toContain("Not yet run");
});

test("families that somebody has described come first, and say how much of them is", () => {
  const [get, release] = sampleModel.kfuncs;
  if (!get || !release) throw new Error("the sample has two kfuncs");
  const { summary, ...bare } = get.spec;
  const kfuncs = [
    { ...get, subsystem: "arena", spec: bare },
    { ...get, subsystem: "xfrm" },
    { ...release, subsystem: "xfrm", spec: bare },
    { ...get, subsystem: "dynptr" },
  ];
  const shown = familyViews({ ...sampleModel, kfuncs }).map(({ name, count }) => `${name}: ${count}`);
  expect(shown).toEqual(["Dynptrs: 1 kfunc", "IPsec (XFRM): 2 kfuncs, 1 described", "arena: 1 kfunc"]);
});

test("families stand in the order of the titles that are read, whatever their folders are called", () => {
  const [get] = sampleModel.kfuncs;
  if (!get) throw new Error("the sample has a kfunc");
  const kfuncs = ["xfrm", "dynptr", "fs"].map((subsystem) => ({ ...get, subsystem }));
  const site = { ...sampleModel.site, families: { xfrm: "IPsec", dynptr: "dynptrs", fs: "Zones of files" } };
  const shown = familyViews({ ...sampleModel, kfuncs, site }).map(({ name }) => name);
  expect(shown).toEqual(["dynptrs", "IPsec", "Zones of files"]);
});
