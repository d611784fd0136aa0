import { describe, expect, test } from "vitest";
import type { CodePlace, Outcome, Timeline } from "../../src/core/emulator/outcome.ts";
import { notesHtml } from "../../src/site/view/line-elements.ts";
import { sourceRun } from "../../src/site/view/source-run.ts";

const at = (line: number, file = "./a.bpf.c"): CodePlace => ({ slot: 0, file, line, column: 1, text: "" });
const number = (value: bigint) => ({ hex: `0x${BigInt.asUintN(64, value).toString(16).padStart(16, "0")}` });
const place = (target: string) => ({ ...number(0xff00000140000000n), target });

/** A loop over line 2, a comparison in line 3, a store in line 5; line 4 is never reached. */
const timeline: Timeline = {
  code: [
    { slot: 0, text: "r1 = limit ll", at: at(1) },
    { slot: 2, text: "r2 = *(s32 *)(r1 + 0x4)", at: at(1) },
    { slot: 3, text: "call bpf_get_smp_processor_id", at: at(2) },
    { slot: 4, text: "if w0 != 0x0 goto +0x1", at: at(3) },
    { slot: 5, text: "r0 = 7", at: at(4) },
    { slot: 6, text: "r0 += 1", at: at(9, "include/bpf/helpers.h") },
    { slot: 7, text: "*(u32 *)(r1 + 0x0) = r0", at: at(5) },
    { slot: 8, text: "exit", at: at(6) },
  ],
  regions: [
    {
      name: ".data",
      kind: "global",
      size: 8,
      fields: [
        { path: "error", type: "int", offset: 0, size: 4, signed: true },
        { path: "limit", type: "int", offset: 4, size: 4, signed: true },
      ],
    },
  ],
  omitted: 0,
  steps: [
    { slot: 0, registers: { 1: place(".data") } },
    { slot: 2, registers: { 2: number(-3n) } },
    { slot: 3, registers: { 0: number(0n) } },
    { slot: 4 },
    { slot: 3, registers: { 0: number(-22n) } },
    { slot: 4 },
    { slot: 6 },
    { slot: 7, memory: [{ region: ".data", offset: 0, hex: "eaffffff" }] },
    { slot: 8 },
  ],
};

const outcome: Outcome = {
  returns: { kind: "integer", type: "enum xdp_action", value: "2", name: "XDP_PASS" },
  globals: [],
  calls: [],
  referencesHeld: [],
  instructionsExecuted: 9,
  timeline,
};

describe("what a run did in its lines", () => {
  const lines = sourceRun(outcome, "a.bpf.c");
  const textsOf = (line: number) => lines.get(line)?.events.map(({ text }) => text);

  test("knows the lines of the file that have code, and how often each ran", () => {
    expect([...lines].map(([line, { times }]) => [line, times])).toEqual([
      [1, 1],
      [2, 2],
      [3, 2],
      [4, 0],
      [5, 1],
      [6, 1],
    ]);
  });

  test("tells the variables that were read and written, and names an error", () => {
    expect(textsOf(1)).toEqual(["limit is -3"]);
    expect(textsOf(5)).toEqual(["error = -EINVAL (-22)"]);
  });

  test("tells no bit-field by the bytes that it shares", () => {
    const fields = [
      { path: "flags.seen", type: "unsigned int", offset: 0, size: 4, bits: { shift: 0, width: 3 } },
      { path: "flags.left", type: "unsigned int", offset: 4, size: 4, bits: { shift: 2, width: 3 } },
    ];
    const regions = [{ name: ".data", kind: "global", size: 8, fields }];
    const run = sourceRun({ ...outcome, timeline: { ...timeline, regions } }, "a.bpf.c");
    expect([1, 5].map((line) => run.get(line)?.events)).toEqual([[], []]);
  });

  test("tells what helpers returned, what was compared, and where the run went on", () => {
    expect(textsOf(2)).toEqual(["bpf_get_smp_processor_id() → 0", "bpf_get_smp_processor_id() → -22"]);
    expect(textsOf(3)).toEqual(["tested 0; on to line 2", "tested -22; on to line 5"]);
  });

  test("ends with what the program returned, or with the fault", () => {
    expect(lines.get(6)?.events).toEqual([{ kind: "return", text: "returns XDP_PASS (2)" }]);
    const fault = { rule: "null-dereference", message: "the pointer is NULL", at: at(6), instruction: "" } as const;
    const { returns: _, ...others } = outcome;
    expect(sourceRun({ ...others, fault }, "a.bpf.c").get(6)?.events).toEqual([
      { kind: "fault", text: "the pointer is NULL" },
    ]);
  });

  test("tells nothing of what a macro makes around the program's function", () => {
    const texts = ["int BPF_PROG(on_open, struct file *file)", "return BPF_CORE_READ(task, pid);"];
    const [wrapped, own] = texts.map((text) => {
      const code = timeline.code.map((each) => (each.slot === 4 ? { ...each, at: { ...at(3), text } } : each));
      return sourceRun({ ...outcome, timeline: { ...timeline, code } }, "a.bpf.c").get(3);
    });
    expect(wrapped).toEqual({ times: 1, events: [], more: 0 });
    expect(own?.times).toBe(2);
  });

  test("does not say that a run goes on in such a macro", () => {
    const text = "int BPF_PROG(on_open, struct file *file)";
    const code = timeline.code.map((each) => (each.slot === 7 ? { ...each, at: { ...at(5), text } } : each));
    const texts = sourceRun({ ...outcome, timeline: { ...timeline, code } }, "a.bpf.c").get(3)?.events;
    expect(texts?.map((event) => event.text)).toEqual(["tested 0; on to line 2", "tested -22"]);
  });

  test("is written out for a page, without a way for texts to become markup", () => {
    expect(notesHtml(lines)).toContain('data-line="4" data-state="unreached"><span class="note unreached">not reached');
    const events = [{ kind: "value", text: "<b>" }] as const;
    expect(notesHtml(new Map([[1, { times: 1, events, more: 2 }]]))).toMatch(/&#x3C;b>.*and 2 more/);
  });
});
