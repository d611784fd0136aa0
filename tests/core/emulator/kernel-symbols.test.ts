import { expect, test } from "vitest";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import { BPF_PSEUDO_BTF_ID, LD_IMM64 } from "../../../src/core/isa/encoding.ts";
import type { LinkedObject } from "../../../src/core/object/linked-object.ts";
import { Interpreter } from "../../../src/core/vm/interpreter/interpreter.ts";
import type { Program } from "../../../src/core/vm/machine.ts";
import { translateNow } from "../../../src/core/vm/translation/translation.ts";
import { compile } from "../../drivers/compile.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";

const object = compile(`
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern const struct rq runqueues __ksym;
extern const int bpf_prog_active __ksym;

__u64 first, second, again;

SEC("syscall") int keep(void *ctx)
{
	if (ctx)
		first = (__u64)&runqueues;
	second = (__u64)&bpf_prog_active;
	again = (__u64)&runqueues;
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
`);

const interpreter = Interpreter.loadNow();
const engines = [undefined, (program: Program) => interpreter.prepare(program), translateNow];

const outcomes = (program: LinkedObject) =>
  engines.map((engineFor) => {
    const scenario = { name: "one", summary: "One.", expect: {} };
    const { outcome, problem } = emulate(program, "keep", scenario, kernelFacts, engineFor && { engineFor });
    expect(problem).toBeUndefined();
    return { globals: outcome?.globals.map(({ after }) => after), fault: outcome?.fault };
  });

test("the kernel's symbols have the same addresses in every engine, in whatever order they are reached", () => {
  const [stepwise, ...others] = outcomes(object);
  expect(stepwise?.fault).toBeUndefined();
  expect(stepwise?.globals?.[1]).not.toEqual(stepwise?.globals?.[2]);
  for (const other of others) expect(other).toEqual(stepwise);
});

test.each([0x7fffffff, 1])("nothing has the address of what the kernel's types have at %i", (imm) => {
  const programs = object.programs.map((program) => ({
    ...program,
    instructions: program.instructions.map((each) =>
      each.opcode === LD_IMM64 && each.src === BPF_PSEUDO_BTF_ID ? { ...each, imm } : each,
    ),
  }));
  for (const { fault } of outcomes({ ...object, programs })) {
    expect(fault).toMatchObject({
      rule: "invalid-instruction",
      message: `the kernel has no variable or function with the id ${imm}`,
    });
  }
});
