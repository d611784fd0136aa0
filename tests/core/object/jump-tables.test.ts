import { expect, test } from "vitest";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import { linkObject } from "../../../src/core/object/link-object.ts";
import { Interpreter } from "../../../src/core/vm/interpreter/interpreter.ts";
import type { Program } from "../../../src/core/vm/machine.ts";
import { translateNow } from "../../../src/core/vm/translation/translation.ts";
import { compileWithTypes } from "../../drivers/compile-c.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";
import { messagesOf } from "./link-c.ts";

/** clang 19 has neither gotox nor jump tables: the table and the jump (`gotox r1`) are written as a later clang does. */
const source = (entries: string, number: number) => `#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
char LICENSE[] SEC("license") = "GPL";
int chosen = ${number};
static __attribute__((noinline)) int choose(__u64 number)
{
	__u64 result;
	asm volatile(".pushsection .jumptables,\\"\\",@progbits\\n"
		     ".globl table%=\\n"
		     ".type table%=,@object\\n"
		     "table%=: ${entries}\\n"
		     ".size table%=, .-table%=\\n"
		     ".popsection\\n"
		     "r1 = %1\\n"
		     "r1 <<= 3\\n"
		     "r2 = table%= ll\\n"
		     "r2 += r1\\n"
		     "r1 = *(u64 *)(r2 + 0)\\n"
		     ".8byte 0x10d\\n"
		     "first%=: r0 = 11\\n"
		     "goto end%=\\n"
		     "second%=: r0 = 22\\n"
		     "goto end%=\\n"
		     "third%=: r0 = 33\\n"
		     "end%=: %0 = r0"
		     : "=r"(result) : "r"(number) : "r0", "r1", "r2");
	return result;
}
__attribute__((noinline)) int other(int x) { return x + chosen; }
SEC("syscall") int run(void *ctx) { return choose(chosen) + other(0); }
`;
const table = ".8byte first%=-.text, second%=-.text, third%=-.text";

const link = (text: string) => linkObject(compileWithTypes(text), "test.bpf.o", kernelBtf);
const interpreter = Interpreter.loadNow();
const engines = [
  undefined,
  (program: Program) => interpreter.prepare(program),
  (program: Program) => translateNow(program),
];
const scenario = { name: "test", summary: "", expect: {} };

test.each([
  [0, "11"],
  [1, "23"],
  [2, "35"],
])("a jump by entry %i of a table arrives there, in every engine", (number, returns) => {
  const { value: object, diagnostics } = link(source(table, number));
  expect(diagnostics).toEqual([]);
  if (!object) return;
  const [program] = object.programs;
  const choose = program?.functions.find(({ name }) => name === "choose");
  expect(program?.jumpTables.map((slots) => slots.length)).toEqual([3]);
  expect(program?.jumpTables[0]?.every((slot) => slot > (choose?.start ?? 0) && slot < (choose?.end ?? 0))).toBe(true);
  for (const engineFor of engines) {
    const { outcome } = emulate(object, "run", scenario, kernelFacts, { engineFor });
    expect([outcome?.fault, outcome?.returns]).toEqual([undefined, expect.objectContaining({ value: returns })]);
  }
});

test("an entry past the table is out of bounds", () => {
  const { value: object } = link(source(table, 3));
  const { outcome } = object ? emulate(object, "run", scenario, kernelFacts) : {};
  expect(outcome?.fault?.rule).toBe("out-of-bounds");
});

test.each([
  ["out of the program", ".8byte first%=-.text, 0x10000", /A jump table leads out of the program/],
  ["nowhere whole", ".byte 1, 2, 3", /The jump table \w+ does not stand in \.jumptables as a whole/],
])("a table that leads %s is refused", (_where, entries, message) => {
  expect(messagesOf(link(source(entries, 0)))[0]).toMatch(message);
});
