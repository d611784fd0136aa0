import { describe, expect, test } from "vitest";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import { linkObject } from "../../../src/core/object/link-object.ts";
import { globalDataOf } from "../../../src/core/object/linked-object.ts";
import { compileWithTypes } from "../../drivers/compile-c.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";
import { globalAfter } from "../../drivers/run-program.ts";
import { messagesOf } from "./link-c.ts";

const head = `#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
char LICENSE[] SEC("license") = "GPL";
`;
const link = (source: string) => linkObject(compileWithTypes(head + source), "test.bpf.o", kernelBtf);

function run(source: string) {
  const { value: object, diagnostics } = link(source);
  if (!object) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const { outcome } = emulate(object, "run", { name: "test", summary: "", expect: {} }, kernelFacts);
  if (!outcome) throw new Error("not run");
  return { object, outcome };
}

describe("a variable of the kernel", () => {
  test("is not read where its value is not known", () => {
    const { outcome } = run(`extern const int bpf_prog_active __ksym;
SEC("syscall") int run(void *ctx) { int *active = bpf_this_cpu_ptr(&bpf_prog_active); return *active; }`);
    expect(outcome.fault).toMatchObject({
      rule: "variable-not-modelled",
      message: "what the kernel's bpf_prog_active holds at offset 0 on CPU 0",
    });
  });

  test("is as large as the kernel's, whatever the program declares", () => {
    const { outcome } = run(`extern const __u64 bpf_prog_active __ksym;
SEC("syscall") int run(void *ctx) { __u64 *active = bpf_this_cpu_ptr(&bpf_prog_active); return *active; }`);
    expect(outcome.fault).toMatchObject({ rule: "out-of-bounds" });
  });

  test.each([
    [
      "another type",
      "extern const struct rq bpf_prog_active __ksym;",
      /bpf_prog_active is declared with another type than the kernel's/,
    ],
    ["a name that it has not", "extern const int bpf_prog_activ __ksym;", /The kernel has no variable bpf_prog_activ/],
  ])("is not found by %s", (_how, declaration, message) => {
    const name = /(\w+) __ksym/.exec(declaration)?.[1] ?? "";
    const [first] = messagesOf(
      link(`${declaration} SEC("syscall") int run(void *ctx) { return !bpf_this_cpu_ptr(&${name}); }`),
    );
    expect(first).toMatch(/^load\/relocation/);
    expect(first).toMatch(message);
  });
});

describe("a section of per-CPU data", () => {
  test("starts with its contents, and the program changes those of its CPU", () => {
    const { object, outcome } = run(`int counter SEC(".percpu") = 5;
int named SEC(".percpu.mine") = 7;
SEC("syscall") int run(void *ctx) { counter++; return named + counter; }`);
    const sections = globalDataOf(object).filter(({ perCpu }) => perCpu);
    expect(sections.map(({ name }) => name)).toEqual([".percpu", ".percpu.mine"]);
    expect(outcome.returns).toMatchObject({ value: "13" });
    expect(globalAfter(outcome, "counter")).toBe("6");
  });

  test("has at most 32 KiB", () => {
    const [first] = messagesOf(
      link(`char large[32769] SEC(".percpu") = { 1 }; SEC("syscall") int run(void *ctx) { return large[1]; }`),
    );
    expect(first).toMatch(/\.percpu takes 32769 bytes; more than 32768 are not taken/);
  });
});
