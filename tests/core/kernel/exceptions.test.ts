import { expect, test } from "vitest";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import { Interpreter } from "../../../src/core/vm/interpreter/interpreter.ts";
import { translateNow } from "../../../src/core/vm/translation/translation.ts";
import { compileWithTypes } from "../../drivers/compile-c.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";
import { objectRuns } from "../../drivers/object-run.ts";
import { globalAfter, textOf } from "../../drivers/run-program.ts";

/** Not among the cases that Linux runs: libbpf knows exception callbacks from 1.3 on. */
const source = `
#include <bpf/bpf_helpers.h>
extern void bpf_throw(__u64 cookie) __ksym;
char _license[] SEC("license") = "GPL";
__u64 reached;
static __noinline int inner(__u64 value) { reached += 10; bpf_throw(value); reached += 100; return value; }
__noinline int handler(__u64 cookie) { reached += 5; return cookie + 1; }
SEC("tc") __attribute__((btf_decl_tag("exception_callback:handler"))) int handled(struct __sk_buff *ctx)
{
  inner(7);
  reached += 1000;
  return 0;
}`;

const interpreter = Interpreter.loadNow();

test.each([
  ["instruction by instruction", undefined],
  ["interpreted", interpreter.prepare.bind(interpreter)],
  ["translated", translateNow],
] as const)("the exception callback says what the program returns: %s", (_way, engineFor) => {
  const { linked, program, scenario } = objectRuns(compileWithTypes(source))("handled", "handled");
  const { outcome, problem } = emulate(linked, program, scenario, kernelFacts, engineFor ? { engineFor } : {});
  if (!outcome) throw new Error(problem.message);
  expect([textOf(outcome.returns), globalAfter(outcome, "reached"), outcome.fault]).toEqual(["8", "15", undefined]);
});
