import { expect, test } from "vitest";
import { type AgentEvent, parseAgentLine } from "../../../src/node/linux/answer.ts";
import type { LinuxJob } from "../../../src/node/linux/job.ts";
import { observedCalls } from "../../../src/node/linux/pair-events.ts";
import { readResult } from "../../../src/node/linux/read-result.ts";

const job: LinuxJob = {
  name: "j",
  object: new Uint8Array(1),
  program: "p",
  setUp: [["true"], ["ip", "nonsense"]],
  trace: [],
};
const read = (text: string) => readResult(parseAgentLine(text) ?? {}, { job, during: "load", seconds: 5 });

test.each([
  [
    '{"job":0,"kind":"rejected","errno":13,"log":"R0 !read_ok\\n","messages":"m"}',
    { kind: "rejected", errno: 13, log: "R0 !read_ok\n" },
  ],
  ['{"job":0,"kind":"rejected","errno":1,"log":"","messages":"m"}', { kind: "rejected", errno: 1, log: "m" }],
  [
    '{"job":0,"kind":"not-loadable","errno":2,"log":"","messages":"no"}',
    { kind: "not-loadable", errno: 2, messages: "no" },
  ],
  [
    '{"job":0,"kind":"set-up-failed","command":1,"exitCode":1,"stderr":"e"}',
    { kind: "set-up-failed", command: ["ip", "nonsense"], exitCode: 1, stderr: "e" },
  ],
  ['{"job":0,"kind":"run-refused","errno":524,"log":""}', { kind: "run-refused", errno: 524, log: "" }],
  ['{"job":0,"kind":"out-of-memory"}', { kind: "out-of-memory", during: "load" }],
  ['{"job":0,"kind":"timed-out"}', { kind: "timed-out", seconds: 5, during: "load" }],
  [
    '{"job":0,"kind":"ended","status":11}',
    { kind: "lost", reason: "The agent's process was ended by SIGSEGV (load)", console: "" },
  ],
  [
    '{"job":0,"kind":"ended","status":512}',
    { kind: "lost", reason: "The agent's process ended with exit code 2 (load)", console: "" },
  ],
  [
    '{"job":0,"kind":"sung"}',
    { kind: "lost", reason: "The agent gave an answer of an unknown kind, sung", console: "" },
  ],
  [
    '{"job":0,"kind":"ran","log":"","returns":4294967295,"packet":"00ff","globals":[{"section":".bss","bytes":"0700"}],"tracers":[],"lost":0,"events":[]}',
    {
      kind: "ran",
      returns: 0xffff_ffff,
      packet: Uint8Array.of(0, 255),
      globals: [{ section: ".bss", bytes: Uint8Array.of(7, 0) }],
      calls: [],
      untraced: [],
      log: "",
    },
  ],
])("%s", (line, expected) => {
  expect(read(line)).toEqual(expected);
});

test.each(["", '{"job":0,"kind":"ran","log":"cut', "7", "null", "[ 3.1] printk"])(
  "%j is no line of the agent",
  (text) => {
    expect(parseAgentLine(text)?.kind).toBeUndefined();
  },
);

const register = (value: number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(BigInt(value));
  return bytes.toString("hex");
};

const event = (tracer: number, isExit: number, returns = 0, bytes = "00"): AgentEvent => ({
  tracer,
  kfunc: `k${tracer}`,
  isExit,
  returns: register(returns),
  args: register(1) + register(-1),
  pointees: [{ arg: 0, bytes }],
});

const tracers = [0, 1].map((tracer) => ({ kfunc: `k${tracer}`, tracer, reason: "" }));

test("an entry and its exit are one call, with what stood at its pointers before and after", () => {
  const { calls } = observedCalls({ tracers, events: [event(0, 0, 0, "aa"), event(0, 1, -22, "bb")] });
  expect(calls).toEqual([
    {
      kfunc: "k0",
      args: [1n, 0xffff_ffff_ffff_ffffn],
      returns: 0xffff_ffff_ffff_ffean,
      pointees: [{ arg: 0, before: Uint8Array.of(0xaa), after: Uint8Array.of(0xbb) }],
    },
  ]);
});

test.each([
  [
    "what a kfunc itself calls",
    [event(0, 0), event(1, 0), event(1, 1), event(0, 1), event(1, 0), event(1, 1)],
    ["k0", "k1"],
  ],
  ["what tracers of other jobs see", [event(2, 0), event(0, 0), event(0, 1), event(2, 1)], ["k0"]],
  ["a call that was not left", [event(0, 0), event(0, 1), event(1, 0)], ["k0"]],
])("%s is no call of the program", (_what, events, expected) => {
  expect(observedCalls({ tracers, events }).calls.map(({ kfunc }) => kfunc)).toEqual(expected);
});

test("where calls were lost none counts as seen", () => {
  const { calls, untraced } = observedCalls({ tracers, events: [event(0, 0), event(0, 1)], lost: 3 });
  expect(calls).toEqual([]);
  expect(untraced.map(({ kfunc }) => kfunc)).toEqual(["k0", "k1"]);
});
