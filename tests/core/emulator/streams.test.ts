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

test("of what Linux writes, that is kept which is the same on every machine", () => {
  const stack =
    "CPU: 1 UID: 0 PID: 77 Comm: a b\nCall trace:\nbpf_stream_print_stack+0x4c/0x90\n" +
    "bpf_prog_0123456789abcdef_inner+0x1d/0x20\n  return 0; @ a.bpf.c:3\n" +
    "bpf_prog_0123456789abcdef_bare+0x1d/0x20\n__x64_sys_bpf+0x1a/0x20\n\n";
  const plain = "Call trace:\ninner\n  return 0; @ a.bpf.c:3\n\n";
  const arena = "ERROR: Arena READ access at unmapped address";
  const held = "ERROR: AA or ABBA deadlock detected for bpf_res_spin_lock\nAttempted lock   = 0xffff\n";
  const timeout = "ERROR: Timeout detected for may_goto instruction\n";
  const written = `one\n${stack}${arena} 0x10001000\n${stack}${timeout}${stack}two\n${held}Held lock[ 0] = 0xffff\n${stack}`;
  expect(plainStream(written)).toBe(
    `one\n${plain}${arena} 0x…\n${plain}two\n${held.replace("0xffff", "0x…")}Held lock[ 0] = 0x…\n${plain}`,
  );
});
