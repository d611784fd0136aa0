import { expect, test } from "vitest";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import type { Outcome } from "../../../src/core/emulator/outcome.ts";
import { engineCases, engineRun } from "../../drivers/engine-cases.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";

function outcomeOf(name: string): Outcome {
  const each = engineCases.find((one) => one.name === `models/timers/timers.yaml#${name}`);
  if (!each) throw new Error(`no case ${name}`);
  const { linked, program, scenario } = engineRun(each);
  const { outcome, problem } = emulate(linked, program, scenario, kernelFacts);
  if (!outcome) throw new Error(problem.message);
  return outcome;
}

test("callbacks are told in the order in which they ran, with the time since the start", () => {
  const { callbacks, timeline, actions } = outcomeOf("in-order");
  expect(callbacks?.map(({ at, ...rest }) => rest)).toEqual([
    { kind: "bpf_wq", map: "elements", function: "work" },
    { kind: "bpf_timer", map: "elements", function: "tick" },
    { kind: "bpf_timer", map: "elements", function: "tick" },
  ]);
  const times = callbacks?.slice(1).map(({ at }) => Math.floor(Number(at) / 1e6));
  expect(times).toEqual([4, 50]);
  expect(timeline.steps.flatMap(({ begins }) => begins ?? [])).toEqual([
    "callback work of the bpf_wq in elements",
    "callback tick of the bpf_timer in elements",
    "callback tick of the bpf_timer in elements",
  ]);
  expect(actions?.map(({ action }) => action)).toEqual(["test_run", "sleep"]);
});

test("a call belongs to the callback that makes it", () => {
  expect(outcomeOf("rearm").calls.map(({ callback }) => callback)).toEqual([0, 1, 2]);
  expect(outcomeOf("cancel-async").calls.map(({ callback }) => callback)).toEqual([undefined, undefined, undefined]);
});

test("a fault in a callback names it", () => {
  const { fault, callbacks } = outcomeOf("returns-one");
  expect(fault?.callback).toBe(0);
  expect(callbacks?.[0]?.function).toBe("returns_one");
});

test("a further run of the program is told apart in the timeline", () => {
  const begins = outcomeOf("twice").timeline.steps.flatMap((step) => step.begins ?? []);
  expect(begins.filter((what) => what.startsWith("test_run"))).toEqual(["test_run 2"]);
});
