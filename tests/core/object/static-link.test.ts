import { describe, expect, test } from "vitest";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import { linkObjects } from "../../../src/core/object/static-link/link-objects.ts";
import { compileWithTypes } from "../../drivers/compile-c.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";
import { globalAfter } from "../../drivers/run-program.ts";
import { messagesOf } from "./link-c.ts";

const head = `#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
`;
const license = 'char LICENSE[] SEC("license") = "GPL";\n';

const names = ["one.o", "two.o", "three.o"];
const link = (...sources: readonly string[]) =>
  linkObjects(
    sources.map((source, index) => ({ path: names[index] ?? "", bytes: compileWithTypes(head + source) })),
    kernelBtf,
  );

/** Runs a program of several files; gives what it returned and its variables. */
function run(program: string, ...sources: readonly string[]) {
  const { value: object, diagnostics } = link(...sources);
  if (!object) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const { outcome, problem } = emulate(object, program, { name: "test", summary: "", expect: {} }, kernelFacts);
  if (!outcome || outcome.fault) throw new Error(JSON.stringify(problem ?? outcome?.fault));
  return { object, outcome, returns: outcome.returns, shown: (name: string) => globalAfter(outcome, name) };
}

const map = (entries: number, value = "__u64") => `struct {
  __uint(type, BPF_MAP_TYPE_HASH);
  __uint(max_entries, ${entries});
  __type(key, __u32);
  __type(value, ${value});
}`;

describe("several objects", () => {
  test("define for each other: functions, variables of every kind and maps", () => {
    const first = `extern int add(int left, int right);
extern int counter;
extern const int limit;
extern ${map(4)} shared SEC(".maps");
static int own = 3;
static __attribute__((noinline)) int twice(int x) { return x * 2 + own; }
__u64 found, mine;
SEC("syscall") int first(void *ctx) {
  __u32 key = 1;
  __u64 value = add(twice(10), limit);
  bpf_map_update_elem(&shared, &key, &value, BPF_ANY);
  counter++;
  __u64 *stored = bpf_map_lookup_elem(&shared, &key);
  if (stored) found = *stored;
  mine = own;
  own += counter;
  return counter;
}
${license}`;
    const second = `char pad;
static __u64 own = 500;
int counter = 70;
const int limit = 9;
${map(4)} shared SEC(".maps");
static __attribute__((noinline)) int twice(int x) { own += x; return own; }
int add(int left, int right) { return twice(left) + right; }
SEC("syscall") int second(void *ctx) { return add(1, 2) + bpf_get_smp_processor_id(); }
${license}`;
    const { object, returns, shown } = run("first", first, second);
    expect(returns).toMatchObject({ value: "71" });
    expect([shown("found"), shown("mine"), shown("counter")]).toEqual(["532", "3", "71"]);
    expect(object.programs.map(({ name }) => name)).toEqual(["first", "second"]);
    expect(object.maps.filter(({ kind }) => kind === "declared").map(({ name }) => name)).toEqual(["shared"]);
    expect(run("second", first, second).returns).toMatchObject({ value: "503" });
    expect(run("first", second, first).shown("found")).toBe("532");
  });

  test("keep lines, CO-RE relocations and kfuncs of each", () => {
    const first = `extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;
extern int pid(void);
SEC("syscall") int run(void *ctx) { bpf_rcu_read_lock(); int found = pid(); bpf_rcu_read_unlock(); return found > 0; }
${license}`;
    const second = `struct task_struct___mine { int pid; } __attribute__((preserve_access_index));
extern void bpf_rcu_read_lock(void) __ksym;
int pid(void) {
  struct task_struct___mine *task = (void *)bpf_get_current_task_btf();
  return task->pid;
}
SEC("syscall") int other(void *ctx) { bpf_rcu_read_lock(); return 0; }
`;
    const { object, returns } = run("run", first, second);
    expect(returns).toMatchObject({ value: "1" });
    expect(object.kfuncs).toEqual(["bpf_rcu_read_lock", "bpf_rcu_read_unlock"]);
    const texts = object.programs[0]?.lines.map(({ text }) => text.trim()) ?? [];
    expect(texts).toContain("return task->pid;");
    const { functions = [] } = object.programs[0] ?? {};
    expect(functions.map(({ name, type }) => [name, type !== undefined])).toEqual([
      ["run", true],
      ["pid", true],
    ]);
  });

  test("let a weak definition give way to a strong one, wherever it stands", () => {
    const weak = "__weak int answer(void) { return 1; } __weak int number = 10;";
    const strong = "int answer(void) { return 2; } int number = 20;";
    const program = `extern int answer(void); extern int number; SEC("syscall") int run(void *ctx) { return answer() + number; }
${license}`;
    expect(run("run", weak, strong, program).returns).toMatchObject({ value: "22" });
    expect(run("run", program, strong, weak).returns).toMatchObject({ value: "22" });
    expect(run("run", program, weak).returns).toMatchObject({ value: "11" });
  });
});

test.each([
  [
    "a symbol that two define",
    ["int number = 1;", "int number = 2;"],
    /^load\/relocation: number is defined in both one\.o and two\.o$/,
  ],
  [
    "other types",
    ["int number = 1;", `extern long number; SEC("syscall") int run(void *ctx) { return number; }`],
    /^load\/relocation: number does not go together in one\.o and two\.o$/,
  ],
  [
    "other parameters",
    [
      "int add(int a) { return a; }",
      `extern int add(int a, int b); SEC("syscall") int run(void *ctx) { return add(1, 2); }`,
    ],
    /^load\/relocation: add does not go together/,
  ],
  [
    "other maps",
    [
      `${map(4)} shared SEC(".maps");`,
      `extern ${map(5)} shared SEC(".maps"); SEC("syscall") int run(void *ctx) { return !bpf_map_lookup_elem(&shared, ctx); }`,
    ],
    /^load\/relocation: shared does not go together/,
  ],
  [
    "other values in maps",
    [
      `${map(4)} shared SEC(".maps");`,
      `extern ${map(4, "__s32")} shared SEC(".maps"); SEC("syscall") int run(void *ctx) { return !bpf_map_lookup_elem(&shared, ctx); }`,
    ],
    /^load\/relocation: shared does not go together/,
  ],
  ["other licenses", [license, license.replace("GPL", "BSD")], /two\.o has another license than the objects before it/],
  [
    "what none defines",
    ["int number = 1;", `extern int gone(void); SEC("syscall") int run(void *ctx) { return gone(); }`],
    /^load\/relocation: gone is neither defined in this object nor declared with __ksym/,
  ],
])("objects can't be linked with %s", (_name, sources, message) => {
  const [first] = messagesOf(link(...sources));
  expect(first).toMatch(message);
});
