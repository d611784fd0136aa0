import { describe, expect, test } from "vitest";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import type { Scenario } from "../../../src/core/spec/example-spec.ts";
import { compile } from "../../drivers/compile.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";
import { faultOf, globalAfter } from "../../drivers/run-program.ts";

const object = compile(`
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
char LICENSE[] SEC("license") = "GPL";
u64 number, is_null, pid, parent, current;
SEC("fentry/bpf_cpumask_test_cpu") int BPF_PROG(numbers, u32 cpu, const struct cpumask *cpumask)
{ number = cpu; is_null = cpumask == NULL; return 0; }
SEC("fexit/bpf_task_acquire") int BPF_PROG(objects, struct task_struct *p, struct task_struct *ret)
{ pid = ret->pid; parent = p->real_parent->pid; current = bpf_get_current_task_btf()->pid; return 0; }
SEC("fentry/bpf_cpumask_test_cpu") int BPF_PROG(wrong, u32 cpu) { return 1; }
SEC("fentry/bpf_cpumask_test_cpu") int BPF_PROG(beyond, u32 cpu, void *mask, u32 more) { number = more; return 0; }
SEC("fentry/bpf_cpumask_test_cpu") int part_of_pointer(u64 *ctx) { number = *(volatile u32 *)&ctx[1]; return 0; }
SEC("fentry/no_such_function") int BPF_PROG(nowhere, u32 cpu) { return 0; }
`);

const run = (program: string, context: Scenario["context"]) =>
  emulate(
    object,
    program,
    {
      name: "test",
      summary: "A test.",
      kernel: { processes: [{ comm: "worker", pid: 4000 }] },
      ...(context && { context }),
      expect: {},
    },
    kernelFacts,
  );

const outcomeOf = (program: string, context: Scenario["context"]) => {
  const { outcome, problem } = run(program, context);
  if (!outcome) throw new Error(problem.message);
  return outcome;
};

describe("a program at a function", () => {
  test("is handed numbers, and NULL for 0", () => {
    const outcome = outcomeOf("numbers", [3, 0]);
    expect(outcome.fault).toBeUndefined();
    expect([globalAfter(outcome, "number"), globalAfter(outcome, "is_null")]).toEqual(["3", "1"]);
  });

  test("walks the objects that the scenario names, whose parent is the running task", () => {
    const outcome = outcomeOf("objects", [{ task: "worker" }, { task: "worker" }]);
    expect(outcome.fault).toBeUndefined();
    expect(["pid", "parent", "current"].map((name) => globalAfter(outcome, name))).toEqual(["4000", "1000", "1000"]);
  });

  test.each([
    ["wrong", "return-value"],
    ["beyond", "context-access"],
    ["part_of_pointer", "context-access"],
  ])("%s breaks the rule %s", (program, rule) => {
    expect(faultOf(outcomeOf(program, [3, 0])).rule).toBe(rule);
  });

  test.each([
    ["numbers", undefined, "is handed 2 arguments and the scenario names 0"],
    ["numbers", [1, 2, 3], "is handed 2 arguments and the scenario names 3"],
    ["numbers", [1, 7], "a pointer to a kernel object, not a number"],
    ["objects", [{ task: "nobody" }, 0], "no process nobody"],
    ["objects", [{ file: "/tmp/a" }, 0], "no file /tmp/a"],
    ["nowhere", [1], "no prototype of the function no_such_function"],
  ] as const)("%s can't be handed %j", (program, context, message) => {
    expect(run(program, context && [...context]).problem?.message).toContain(message);
  });
});
