import { expect, test } from "vitest";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import type { Timeline, TimelineRegion } from "../../../src/core/emulator/outcome.ts";
import { engineCases, engineRun } from "../../drivers/engine-cases.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";

function watched(name: string): Timeline {
  const each = engineCases.find((one) => one.name === `models/${name}`);
  if (!each) throw new Error(`no case ${name}`);
  const { linked, program, scenario } = engineRun(each);
  const { outcome, problem } = emulate(linked, program, scenario, kernelFacts, { isWatched: true });
  if (!outcome) throw new Error(problem.message);
  return outcome.timeline;
}

const region = ({ regions = [] }: Timeline, name: string): TimelineRegion | undefined =>
  regions.find((each) => each.name === name);

test("a context is told member by member as the program loads it, with where its pointers lead", () => {
  const timeline = watched("xdp-adjust/xdp-adjust.yaml#push");
  const ctx = region(timeline, "ctx");
  expect(ctx).toMatchObject({ type: "struct xdp_md", unknown: ["egress_ifindex"] });
  expect(ctx?.hex).toBeUndefined();
  const targets = ctx?.parts?.map(({ offset, target }) => [offset, target]);
  expect(targets).toEqual([
    [0, "packet"],
    [4, "packet+30"],
    [8, "packet"],
    [12, undefined],
    [16, undefined],
  ]);
});

test("a packet that takes the place of another is told with its bytes, and the context changes with it", () => {
  const timeline = watched("xdp-adjust/xdp-adjust.yaml#push");
  expect(region(timeline, "packet")).toMatchObject({ size: 30, packet: { offset: 0, begins: "ethernet" } });
  const pushed = timeline.steps.find(({ regions }) => regions);
  expect(pushed?.regions?.[0]).toMatchObject({ name: "packet", size: 38, packet: { offset: 0, begins: "ethernet" } });
  expect(pushed?.regions?.[0]?.hex).toHaveLength(2 * 38);
  expect(pushed?.memory?.find(({ region: name, offset }) => name === "ctx" && offset === 4)?.target).toBe("packet+38");
});

test("metadata stands before the packet's first header", () => {
  const came = watched("xdp-adjust/xdp-adjust.yaml#mark").steps.flatMap(({ regions = [] }) => regions);
  expect(came.at(-1)).toMatchObject({ name: "packet", size: 34, packet: { offset: 4, begins: "ethernet" } });
});

test("a kernel object is told by the members that have a model, and those that have none are named", () => {
  const timeline = watched("tcp-congestion/tcp-congestion.yaml#start");
  const sock = timeline.regions?.find(({ type }) => type === "struct tcp_sock");
  expect(sock?.fields?.map(({ path }) => path)).toEqual(expect.arrayContaining(["snd_cwnd", "mss_cache"]));
  expect(sock?.unknown).toContain("notsent_lowat");
  expect(sock?.unknown).not.toContain("snd_cwnd");
  expect(sock?.parts).toHaveLength(sock?.fields?.length ?? 0);
});

test("what a kptr holds is told with the call that put it there", () => {
  const timeline = watched("kptrs/kptrs.yaml#exchange");
  const writes = timeline.steps
    .flatMap(({ memory = [] }) => memory)
    .filter((each) => each.region.startsWith("holders"));
  expect(writes.flatMap(({ target = [] }) => target)).toEqual(["counted #1", "NULL"]);
});

test("a run that nobody watches tells none of it", () => {
  const each = engineCases.find(({ name }) => name === "models/xdp-adjust/xdp-adjust.yaml#push");
  if (!each) throw new Error("no case");
  const { linked, program, scenario } = engineRun(each);
  const { outcome } = emulate(linked, program, scenario, kernelFacts);
  expect(outcome?.timeline.regions?.every(({ parts, unknown, packet }) => !parts && !unknown && !packet)).toBe(true);
});
