import { describe, expect, test } from "vitest";
import { linkObject } from "../../../src/core/object/link-object.ts";
import { globalDataOf } from "../../../src/core/object/linked-object.ts";
import { compileC } from "../../drivers/compile-c.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";
import { linkAgainst, messagesOf, programOf, textOf } from "./link-c.ts";

const head = `
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
char LICENSE[] SEC("license") = "Dual BSD/GPL";
`;
const link = (source: string) => linkAgainst(head + source, kernelBtf);
const kfunc = (name: string) => kernelBtf.find("func", name);

describe("programs", () => {
  test.each([
    ["xdp", "BPF_PROG_TYPE_XDP", [], "BPF_XDP"],
    ["xdp.frags", "BPF_PROG_TYPE_XDP", ["BPF_F_XDP_HAS_FRAGS"], "BPF_XDP"],
    ["tc", "BPF_PROG_TYPE_SCHED_CLS", [], undefined],
    ["tcx/ingress", "BPF_PROG_TYPE_SCHED_CLS", [], "BPF_TCX_INGRESS"],
    ["lsm.s/file_open", "BPF_PROG_TYPE_LSM", ["BPF_F_SLEEPABLE"], "BPF_LSM_MAC"],
    ["fentry/do_unlinkat", "BPF_PROG_TYPE_TRACING", [], "BPF_TRACE_FENTRY"],
    ["syscall", "BPF_PROG_TYPE_SYSCALL", ["BPF_F_SLEEPABLE"], undefined],
    ["?struct_ops/name", "BPF_PROG_TYPE_STRUCT_OPS", [], undefined],
    ["cgroup_skb/egress", "BPF_PROG_TYPE_CGROUP_SKB", [], "BPF_CGROUP_INET_EGRESS"],
  ])("SEC(%j) is %s", (section, type, flags, attach) => {
    const program = programOf(link(`SEC("${section}") int f(void *ctx) { return 0; }`));
    expect([program.programType, program.flags, program.attachType]).toEqual([type, flags, attach]);
    expect(program.section).toBe(section);
  });

  test("an unknown section is refused with a name that would do", () => {
    expect(messagesOf(link('SEC("xpd") int f(void *ctx) { return 0; }'))).toEqual([
      'load/unsupported: SEC("xpd") names no program type',
    ]);
  });

  test("a section may hold several", () => {
    const result = link(`
      SEC("xdp") int first(void *ctx) { return XDP_PASS; }
      SEC("xdp") int second(void *ctx) { return XDP_DROP; }`);
    expect(result.value?.programs.map(({ name }) => name)).toEqual(["first", "second"]);
    expect(textOf(programOf(result, "second"))).toEqual(["w0 = 0x1", "exit"]);
    expect(result.value?.license).toBe("Dual BSD/GPL");
  });

  test("keeps the lines of C", () => {
    const program = programOf(link('SEC("xdp") int f(struct xdp_md *ctx)\n{\n\treturn ctx->data_end;\n}'));
    expect(program.lines.map(({ slot, line, text }) => [slot, line, text.trim()])).toEqual([
      [0, 7, "return ctx->data_end;"],
      [1, 7, "return ctx->data_end;"],
    ]);
    expect(program.lines[0]?.file).toMatch(/test\.bpf\.c$/);
  });
});

describe("functions without SEC()", () => {
  const result = link(`
    int counter;
    static __noinline int last(int a) { return a * counter; }
    __noinline int middle(int a) { counter += 1; return last(a) + last(a + 1); }
    static __noinline int unused(int a) { return a - counter; }
    __noinline int shared(int a) { return unused(a); }
    SEC("xdp") int one(struct xdp_md *ctx) { return middle(ctx->data) + last(2); }
    SEC("xdp") int two(struct xdp_md *ctx) { return shared(ctx->data); }
    SEC("xdp") int lonely(struct xdp_md *ctx) { return 0; }`);

  test.each([
    ["one", ["one", "middle", "last"]],
    ["two", ["two", "shared", "unused"]],
    ["lonely", ["lonely"]],
  ])("%s gets those that it calls, in libbpf's order", (name, functions) => {
    const program = programOf(result, name);
    expect(program.functions.map((each) => each.name)).toEqual(functions);
    expect(program.functions.map(({ start }) => start).slice(1)).toEqual(
      program.functions.map(({ end }) => end).slice(0, -1),
    );
  });

  test("calls lead to the first slot of what is called", () => {
    const program = programOf(result, "one");
    const starts = new Map(program.functions.map(({ name, start }) => [start, name]));
    const called = program.instructions
      .filter(({ opcode, src }) => opcode === 0x85 && src === 1)
      .map(({ slot, imm }) => starts.get(slot + imm + 1));
    expect(called).toEqual(["middle", "last", "last", "last"]);
  });

  test("each function knows its type", () => {
    for (const { name, type } of programOf(result, "one").functions) {
      expect(result.value?.btf.type(type ?? 0)).toEqual(expect.objectContaining({ kind: "func", name }));
    }
  });

  test("the address of one may be loaded", () => {
    const program = programOf(
      link(`
      static int each(u32 index, void *context) { return 0; }
      SEC("xdp") int f(void *ctx) { return bpf_loop(3, each, 0, 0); }`),
    );
    const load = program.instructions.find(({ opcode }) => opcode === 0x18);
    expect(load?.src).toBe(4);
    const each = program.functions.find(({ name }) => name === "each");
    expect((load?.slot ?? 0) + (load?.imm ?? 0) + 1).toBe(each?.start);
  });
});

describe("global data", () => {
  const { value } = link(`
    struct pair { int a; long b; };
    u32 initial = 7; struct pair pair = { 1, 2 };
    static volatile u64 counter; u8 zero[10];
    const volatile u32 limit = 3;
    SEC(".data.own") int own = 5;
    SEC("xdp") int f(void *ctx) {
      bpf_printk("hello");
      counter += limit + initial + pair.b + own;
      zero[3] = 1;
      return counter;
    }`);

  const sections = value ? globalDataOf(value) : [];

  test.each([
    [".data", false, ["initial", "pair"]],
    [".data.own", false, ["own"]],
    [".bss", false, ["counter", "zero"]],
    [".rodata", true, ["limit", "f.____fmt"]],
  ])("%s is a map", (name, readOnly, variables) => {
    const map = sections.find((each) => each.name === name);
    expect(map?.readOnly).toBe(readOnly);
    expect(map?.variables.map((each) => each.name).sort()).toEqual([...variables].sort());
  });

  test("with its initial content", () => {
    const data = sections.find(({ name }) => name === ".data");
    const at = (name: string) => data?.variables.find((each) => each.name === name);
    const view = new DataView(data?.initial.buffer as ArrayBuffer);
    expect(view.getUint32(at("initial")?.offset ?? -1, true)).toBe(7);
    expect(view.getBigUint64((at("pair")?.offset ?? -1) + 8, true)).toBe(2n);
    expect(at("pair")?.size).toBe(16);
    expect(sections.find(({ name }) => name === ".bss")?.initial.every((byte) => byte === 0)).toBe(true);
  });

  test("and loads of it name the map and the offset", () => {
    const program = value?.programs[0];
    const loads = program?.instructions.filter(({ opcode, src }) => opcode === 0x18 && src === 6) ?? [];
    const named = loads.map(({ imm, nextImm }) => {
      const map = sections[imm];
      return map?.variables.find(({ offset, size }) => (nextImm ?? 0) >= offset && (nextImm ?? 0) < offset + size)
        ?.name;
    });
    expect(new Set(named)).toEqual(new Set(["f.____fmt", "limit", "initial", "pair", "own", "counter", "zero"]));
  });
});

describe("kfuncs", () => {
  const declare =
    "extern struct xfrm_state *bpf_xdp_get_xfrm_state(struct xdp_md *ctx, struct bpf_xfrm_state_opts *opts, u32 opts__sz) __ksym;";

  test("become calls of the kernel's function", () => {
    const result = link(`${declare}
      extern void bpf_xdp_xfrm_state_release(struct xfrm_state *x) __ksym;
      SEC("xdp") int f(struct xdp_md *ctx) {
        struct bpf_xfrm_state_opts opts = {};
        struct xfrm_state *x = bpf_xdp_get_xfrm_state(ctx, &opts, sizeof(opts));
        if (x) bpf_xdp_xfrm_state_release(x);
        return XDP_PASS;
      }`);
    expect(messagesOf(result)).toEqual([]);
    expect(result.value?.kfuncs).toEqual(["bpf_xdp_get_xfrm_state", "bpf_xdp_xfrm_state_release"]);
    const calls = programOf(result).instructions.filter(({ opcode, src }) => opcode === 0x85 && src === 2);
    expect(calls.map(({ imm }) => imm)).toEqual([kfunc("bpf_xdp_get_xfrm_state"), kfunc("bpf_xdp_xfrm_state_release")]);
  });

  test("a misspelt one is refused with the name that was meant", () => {
    const { diagnostics } = link(
      'extern void bpf_rcu_read_lokc(void) __ksym; SEC("xdp") int f(void *ctx) { bpf_rcu_read_lokc(); return 0; }',
    );
    expect(diagnostics[0]).toEqual(
      expect.objectContaining({ code: "load/relocation", help: "Did you mean bpf_rcu_read_lock?" }),
    );
  });

  test("another prototype is refused with the kernel's", () => {
    const { diagnostics } = link(
      'extern int bpf_rcu_read_lock(int a) __ksym; SEC("xdp") int f(void *ctx) { return bpf_rcu_read_lock(1); }',
    );
    expect(diagnostics[0]?.notes[0]?.message).toContain("void bpf_rcu_read_lock(void)");
  });

  test("a flavour is the kfunc without it", () => {
    const result = link(
      'extern void bpf_rcu_read_lock___old(void) __ksym; SEC("xdp") int f(void *ctx) { bpf_rcu_read_lock___old(); return 0; }',
    );
    expect(result.value?.kfuncs).toEqual(["bpf_rcu_read_lock"]);
  });

  test("a weak one may be missing: the call can't run, and its address is NULL", () => {
    const program = programOf(
      link(
        'extern void bpf_gone(void) __ksym __weak; SEC("xdp") int f(void *ctx) { if (bpf_gone) bpf_gone(); return 0; }',
      ),
    );
    expect(program.poisoned).toEqual([{ slot: 3, reason: "the kernel has no kfunc bpf_gone with this prototype" }]);
    expect(program.instructions.find(({ opcode }) => opcode === 0x18)).toEqual(
      expect.objectContaining({ imm: 0, nextImm: 0 }),
    );
    expect(program.instructions.find(({ slot }) => slot === 3)).toEqual(
      expect.objectContaining({ src: 0, imm: 2_002_000_000 }),
    );
  });

  test("a weak one that is there is called", () => {
    const result = link(
      'extern void bpf_rcu_read_lock(void) __ksym __weak; SEC("xdp") int f(void *ctx) { if (bpf_rcu_read_lock) bpf_rcu_read_lock(); return 0; }',
    );
    expect(programOf(result).poisoned).toEqual([]);
    expect(result.value?.kfuncs).toEqual(["bpf_rcu_read_lock"]);
  });
});

test.each([
  [
    "an unknown prefix",
    'extern int HZ __kconfig; SEC("xdp") int f(void *ctx) { return HZ; }',
    "libbpf refuses the extern HZ",
  ],
  [
    "an unknown answer of libbpf",
    'extern int LINUX_HZ __kconfig; SEC("xdp") int f(void *ctx) { return LINUX_HZ; }',
    "libbpf refuses the extern LINUX_HZ",
  ],
  [
    "a struct",
    'struct s { int a; }; extern struct s CONFIG_HZ __kconfig; SEC("xdp") int f(void *ctx) { return CONFIG_HZ.a; }',
    "libbpf refuses the extern CONFIG_HZ",
  ],
])("a configuration with %s is refused", (_name, source, message) => {
  expect(messagesOf(link(source))).toEqual([`load/relocation: ${message}`]);
});

test.each([
  [
    "a static program",
    '__attribute__((used)) static SEC("xdp") int f(void *ctx) { return 0; }',
    'load/elf: The program f in SEC("xdp") is static',
  ],
  [
    "a call of a program",
    'SEC("xdp") __noinline int g(void *ctx) { return bpf_get_prandom_u32(); } SEC("tc") int f(void *ctx) { return g(ctx); }',
    "load/relocation: g is no function in .text",
  ],
  [
    "a function that is defined nowhere",
    'int nowhere(void); SEC("xdp") int f(void *ctx) { return nowhere(); }',
    "load/relocation: nowhere is neither defined in this object nor declared with __ksym",
  ],
  [
    "a kfunc that is declared without __ksym",
    'extern void bpf_rcu_read_lock(void); SEC("xdp") int f(void *ctx) { bpf_rcu_read_lock(); return 0; }',
    "load/relocation: bpf_rcu_read_lock is neither defined in this object nor declared with __ksym",
  ],
  [
    "a weak one that is declared without __ksym",
    'extern void bpf_gone(void) __weak; SEC("xdp") int f(void *ctx) { if (bpf_gone) bpf_gone(); return 0; }',
    "load/relocation: bpf_gone is neither defined in this object nor declared with __ksym",
  ],
  [
    "a function under __kconfig",
    'extern void bpf_rcu_read_lock(void) __kconfig; SEC("xdp") int f(void *ctx) { bpf_rcu_read_lock(); return 0; }',
    "load/relocation: bpf_rcu_read_lock is declared in the section .kconfig, not with __ksym",
  ],
])("refuses %s", (_name, source, message) => {
  expect(messagesOf(link(source))).toContain(message);
});

test("an object without type information is refused with what to do", () => {
  const object = compileC('__attribute__((section("xdp"))) int f(void *ctx) { return 0; }', ["-g0"]);
  const { diagnostics } = linkObject(object, "test.bpf.o", kernelBtf);
  expect(diagnostics).toEqual([expect.objectContaining({ code: "load/btf", help: "Compile with -g" })]);
});
