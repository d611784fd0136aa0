import { expect, test } from "vitest";
import { compareOutcome } from "../../../src/core/emulator/compare/compare-outcome.ts";
import { plainStream } from "../../../src/core/emulator/compare/plain-stream.ts";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import { printOutcome } from "../../../src/core/emulator/print/print-outcome.ts";
import { engineCases, engineRun } from "../../drivers/engine-cases.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";

function runOf(scenarioName: string) {
  const each = engineCases.find(({ name }) => name === `models/streams/streams.yaml#${scenarioName}`);
  if (!each) throw new Error("The case is gone");
  const { linked, program, scenario } = engineRun(each);
  const { outcome } = emulate(linked, program, scenario, kernelFacts);
  if (!outcome) throw new Error("The case does not run");
  return { scenario, outcome };
}

test("what a program writes to its streams is kept and printed, each by its name", () => {
  const { outcome } = runOf("prints");
  expect(outcome.streams).toEqual({ stdout: "no arguments\n", stderr: "7 and word\n" });
  expect(printOutcome(outcome).join("\n")).toContain("stderr:\n  7 and word");
});

test("the empty line behind a stack is printed, too", () => {
  expect(printOutcome(runOf("stack").outcome).join("\n")).toContain(":54\n\n  no arguments");
});

test("a stream with another text than is expected is told by its name, with what would be right", () => {
  const { scenario, outcome } = runOf("prints");
  const expected = { ...scenario, expect: { streams: { stdout: "no arguments\n", stderr: "" } } };
  expect(compareOutcome(expected, outcome, kernelBtf)).toEqual([
    expect.objectContaining({
      path: ["expect", "streams", "stderr"],
      message: "Another text stands in stderr after the run",
      expected: "nothing",
      observed: "7 and word\n",
    }),
  ]);
});

const stack =
  "CPU: 1 UID: 0 PID: 77 Comm: a b\nCall trace:\nbpf_stream_print_stack+0x4c/0x90\n" +
  "bpf_prog_0123456789abcdef_inner+0x1d/0x20\n  return 0; @ a.bpf.c:3\n" +
  "bpf_prog_0123456789abcdef_bare+0x1d/0x20\n0xffffffffc0001234\nnf_hook+0x1a/0x20 [nf_tables]\n\n";
const plain = "Call trace:\ninner\n  return 0; @ a.bpf.c:3\n\n";
const arena = "ERROR: Arena READ access at unmapped address 0x10001000\n";
const locks = "Attempted lock   = 0xffff\nTotal held locks = 1\nHeld lock[ 0] = 0xffff\n";
const deadlock = `ERROR: AA or ABBA deadlock detected for bpf_res_spin_lock\n${locks}`;
const timeout = "ERROR: Timeout detected for may_goto instruction\n";

test("of what Linux writes, that is kept which is the same on every machine", () => {
  const without = (text: string) => text.replace(/0x[0-9a-f]+/g, "0x…");
  const noLock = `ERROR: Timeout detected for bpf_res_spin_lock_irqsave\n${locks}`;
  const written = `one\n${stack}${arena}${stack}${timeout}${stack}two\n${deadlock}${stack}${noLock}${stack}begun ${stack}`;
  expect(plainStream("stderr", written)).toBe(
    `one\n${plain}${without(arena)}${plain}two\n${without(deadlock)}${plain}begun ${plain}`,
  );
});

test.each([
  ["a report without its stack", `${arena}${deadlock}${timeout}one\n\n`],
  ["lines of a report behind others", `${locks}${arena}one\n${stack.replace("Comm", "Command")}`],
  ["a stack without its first line", stack.replace(/^CPU.*\n/, "")],
  ["a stack with words in the place of a frame", stack.replace("bpf_stream_print_stack+0x4c/0x90", "none at all")],
  ["a stack without its end", stack.trimEnd()],
])("what a program prints stays where the kernel writes no such thing: %s", (_, text) => {
  expect(plainStream("stderr", text)).toBe(text);
});

test("the kernel reports to stderr, so that a report in stdout is the program's", () => {
  const text = `${arena}${stack}${timeout}${stack}`;
  expect(plainStream("stdout", text)).toBe(`${arena}${plain}${timeout}${plain}`);
});
