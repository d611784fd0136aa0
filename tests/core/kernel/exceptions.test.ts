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

/** A function ends in its own program, which throws: the function's caller goes on. */
const jumping = `
#include <bpf/bpf_helpers.h>
extern void bpf_throw(__u64 cookie) __ksym;
char _license[] SEC("license") = "GPL";
__u64 reached;
int jumps(struct __sk_buff *ctx);
struct {
  __uint(type, BPF_MAP_TYPE_PROG_ARRAY);
  __uint(max_entries, 1);
  __uint(key_size, 4);
  __array(values, int(struct __sk_buff *));
} programs SEC(".maps") = { .values = { [0] = &jumps } };
static __noinline int jump(struct __sk_buff *ctx) { bpf_tail_call(ctx, &programs, 0); return reached; }
SEC("tc") int jumps(struct __sk_buff *ctx)
{
  if (reached++)
    bpf_throw(7);
  int result = jump(ctx);
  reached += 10;
  return result + 1;
}`;

const interpreter = Interpreter.loadNow();

const engines = [
  ["instruction by instruction", undefined],
  ["interpreted", interpreter.prepare.bind(interpreter)],
  ["translated", translateNow],
] as const;

test.each(engines)("an exception ends in the program that a function's tail call led to: %s", (_way, engineFor) => {
  const { linked, program, scenario } = objectRuns(compileWithTypes(jumping))("jumps", "jumps");
  const { outcome, problem } = emulate(linked, program, scenario, kernelFacts, engineFor ? { engineFor } : {});
  if (!outcome) throw new Error(problem.message);
  expect([textOf(outcome.returns), globalAfter(outcome, "reached"), outcome.fault]).toEqual(["8", "12", undefined]);
});

test.each(engines)("the exception callback says what the program returns: %s", (_way, engineFor) => {
  const { linked, program, scenario } = objectRuns(compileWithTypes(source))("handled", "handled");
  const { outcome, problem } = emulate(linked, program, scenario, kernelFacts, engineFor ? { engineFor } : {});
  if (!outcome) throw new Error(problem.message);
  expect([textOf(outcome.returns), globalAfter(outcome, "reached"), outcome.fault]).toEqual(["8", "15", undefined]);
});

const declarations = `
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
extern void bpf_throw(__u64 cookie) __ksym;
char _license[] SEC("license") = "GPL";
#define CATCHES(name) __attribute__((btf_decl_tag("exception_callback:" #name)))
`;

test.each([
  [
    "names two",
    `__weak int one(u64 c) { return 1; } __weak int other(u64 c) { return 2; }`,
    "CATCHES(one) CATCHES(other)",
    "more than one",
  ],
  ["returns nothing", `__weak void one(u64 c) { barrier(); }`, "CATCHES(one)", "returns no number"],
  ["returns a pointer", `__weak void *one(u64 c) { return NULL; }`, "CATCHES(one)", "returns no number"],
  ["takes nothing", `__weak int one(void) { return 0; }`, "CATCHES(one)", "with one number"],
  ["takes two", `__weak int one(int a, int b) { return a; }`, "CATCHES(one)", "with one number"],
  ["throws", `__weak int one(u64 c) { bpf_throw(c); return 1; }`, "CATCHES(one)", "throws one itself"],
] as const)("a program is refused whose exception callback %s", (_what, callback, tags, message) => {
  const program = `SEC("tc") ${tags} int run(struct __sk_buff *ctx) { if (ctx->len) bpf_throw(3); return 0; }`;
  const { linked, scenario } = objectRuns(compileWithTypes(`${declarations}${callback}\n${program}`))("run", "run");
  const { outcome } = emulate(linked, "run", scenario, kernelFacts);
  expect(outcome?.fault).toMatchObject({ rule: "throw", message: expect.stringContaining(message) });
});

test("a function may not call the exception callback", () => {
  const code = `__weak int one(u64 c) { return c; }
SEC("tc") CATCHES(one) int run(struct __sk_buff *ctx) { return one(ctx->len); }`;
  const { linked, scenario } = objectRuns(compileWithTypes(declarations + code))("run", "run");
  const { outcome } = emulate(linked, "run", scenario, kernelFacts);
  expect(outcome?.fault?.message).toContain("called for exceptions alone");
});
