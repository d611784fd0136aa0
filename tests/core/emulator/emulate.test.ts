import { describe, expect, test } from "vitest";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import type { Scenario } from "../../../src/core/spec/example-spec.ts";
import { compile } from "../../drivers/compile.ts";
import { factsWith, kernelFacts } from "../../drivers/kernel-facts.ts";
import { espPacket, faultOf, globalAfter, textOf, xdpPrograms } from "../../drivers/run-program.ts";

const fileScope = `
enum xdp_action action = XDP_TX; s8 small = -3; u64 big; bool flag; void *pointer; char text[4] = "abc";
extern void bpf_rcu_read_lock(void) __ksym; extern void bpf_rcu_read_unlock(void) __ksym;
extern void bpf_preempt_disable(void) __ksym; extern void bpf_preempt_enable(void) __ksym;
struct { u32 a; u16 b[2]; struct { u8 c; }; int error; } record = { .a = 1, .b = { 2, 3 }, .c = 4, .error = -22 };
const volatile u32 setting = 5; static volatile u64 n; u8 large[8 << 20];
static __noinline int twice(int x) { n++; return 2 * x; }
`;

const run = xdpPrograms(
  {
    pass: "return XDP_PASS;",
    unknownReturn: "return 77;",
    wideReturn: 'asm volatile("r0 = -1 ll; if r1 == 0 goto +1; exit" ::: "r0"); return 0;',
    globals: "action = XDP_DROP; small--; big = setting; flag = 1; pointer = ctx; record.error = -2; return XDP_PASS;",
    loop: "for (;;) n++;",
    subprogram: "return twice(n + 1);",
    writesPacket: `
      u8 *data = (void *)(long)ctx->data; void *end = (void *)(long)ctx->data_end;
      if ((void *)(data + 14) > end) return XDP_DROP;
      data[0] = 0xaa;
      return XDP_TX;`,
    lookup: `
      struct bpf_xfrm_state_opts opts = { .netns_id = -1, .family = 2 };
      struct xfrm_state *x = bpf_xdp_get_xfrm_state(ctx, &opts, sizeof(opts));
      if (x) bpf_xdp_xfrm_state_release(x);
      return XDP_PASS;`,
    sections: "bpf_rcu_read_lock(); bpf_preempt_disable(); n++; bpf_preempt_enable(); bpf_rcu_read_unlock(); return 0;",
    slice: `
      struct bpf_dynptr p; u8 buffer[4];
      bpf_dynptr_from_xdp(ctx, 0, &p);
      bpf_dynptr_slice(&p, 0, buffer, sizeof(buffer));
      return XDP_PASS;`,
    manyCalls:
      "for (int i = 0; i < 20000; i++) { struct bpf_dynptr p; bpf_dynptr_from_xdp(ctx, 0, &p); } return XDP_PASS;",
    copies: "for (int i = 0; i < 40; i++) bpf_probe_read_kernel(large, sizeof(large), large); return XDP_PASS;",
  },
  { fileScope },
);

const doubled = Array.from({ length: 60 }, (_, depth) => `struct s${depth + 1} { struct s${depth} a, b; };`).join("\n");
const runDoubled = xdpPrograms(
  { pass: 'used = 1; asm volatile("" :: "r"(&empty)); return XDP_PASS;' },
  { fileScope: `struct s0 { int none[0]; };\n${doubled}\nstruct s60 empty; u32 used;` },
);

describe("an outcome", () => {
  test("names what the program returned", () => {
    expect(run("pass").returns).toEqual({ kind: "integer", type: "enum xdp_action", value: "2", name: "XDP_PASS" });
    expect(run("unknownReturn").returns).toEqual({ kind: "integer", type: "enum xdp_action", value: "77" });
    expect(textOf(run("wideReturn").returns)).toBe("4294967295");
  });

  test("decodes globals by their types, before and after", () => {
    const { globals } = run("globals", {
      globals: { setting: 9, small: -100, action: "XDP_ABORTED", text: "78797a00" },
    });
    const texts = globals.map(({ name, before, after }) => [name, textOf(before), textOf(after)]);
    expect(Object.fromEntries(texts.map(([name, ...values]) => [name, values]))).toMatchObject({
      action: ["XDP_ABORTED", "XDP_DROP"],
      small: ["-100", "-101"],
      big: ["0", "9"],
      flag: ["0", "1"],
      pointer: ["NULL", "ctx"],
      text: ["78797a00", "78797a00"],
    });
    expect(globals.find(({ name }) => name === "record")?.after).toEqual({
      kind: "struct",
      type: expect.stringContaining("struct"),
      members: [
        { name: "a", value: { kind: "integer", type: "u32", value: "1" } },
        { name: "b", value: { kind: "bytes", type: expect.any(String), hex: "02000300" } },
        { name: "c", value: { kind: "integer", type: "u8", value: "4" } },
        { name: "error", value: { kind: "integer", type: "int", value: "-2", name: "-ENOENT" } },
      ],
    });
  });

  test("shows a struct of members without end, all of them empty, as bytes", () => {
    expect(globalAfter(runDoubled("pass"), "empty")).toBe("");
  });

  test("holds the packet before and after", () => {
    const { packet } = run("writesPacket", { linear_length: 30 });
    expect(packet?.before.startsWith("0200")).toBe(true);
    expect(packet?.after).toBe(`aa${packet?.before.slice(2)}`);
    expect(packet?.linearLength).toBe(30);
  });

  test("records a call with its arguments before and after", () => {
    const [call] = run("lookup").calls;
    expect(call).toMatchObject({ kfunc: "bpf_xdp_get_xfrm_state", at: { line: expect.any(Number) } });
    expect(call?.at.text).toContain("bpf_xdp_get_xfrm_state(ctx, &opts, sizeof(opts))");
    const [ctx, opts, size] = call?.args ?? [];
    expect(textOf(ctx?.before)).toBe("ctx");
    expect(textOf(size?.before)).toBe("36");
    expect(size?.after).toBeUndefined();
    const member = (value: typeof opts extends infer _ ? NonNullable<typeof opts>["before"] | undefined : never) =>
      value?.kind === "pointer" && value.pointee?.kind === "struct"
        ? value.pointee.members.find(({ name }) => name === "error")?.value
        : undefined;
    expect(textOf(member(opts?.before))).toBe("0");
    expect(textOf(member(opts?.after))).toBe("-ENOENT");
    expect(call?.returns).toMatchObject({ kind: "pointer", type: "struct xfrm_state *", null: true });
  });

  test("shows no bytes of a buffer that nothing was written to", () => {
    const bufferOf = (outcome: ReturnType<typeof run>) => outcome.calls[1]?.args[2];
    const untouched = bufferOf(run("slice"));
    expect(untouched?.before).toEqual({ kind: "pointer", type: "void *", target: expect.any(String), null: false });
    expect(untouched?.after).toBeUndefined();
  });

  test("is plain JSON, and the same each time", () => {
    const first = run("lookup");
    expect(JSON.parse(JSON.stringify(first))).toEqual(first);
    expect(run("lookup")).toEqual(first);
  });

  test("ends a run without end at its step budget, and counts what the timeline leaves out", () => {
    const outcome = run("loop", { step_budget: 50_000 });
    expect(faultOf(outcome).rule).toBe("step-budget");
    expect(outcome.instructionsExecuted).toBe(50_000);
    expect(outcome.timeline.steps.length + outcome.timeline.omitted).toBe(50_000);
    expect(outcome.timeline.steps).toHaveLength(20_000);
  });

  test("records the first of many calls of kfuncs, and counts the others", () => {
    const outcome = run("manyCalls", { step_budget: 10_000_000 });
    expect(outcome).toMatchObject({ returns: { name: "XDP_PASS" } });
    expect(outcome.calls).toHaveLength(10_000);
    expect(outcome.callsOmitted).toBeGreaterThan(0);
  });

  test("ends a run that lets the kernel copy without end", () => {
    const message = expect.stringContaining(`${2 ** 28} bytes`);
    expect(faultOf(run("copies"))).toMatchObject({ rule: "step-budget", message });
  });
});

describe("a global array", () => {
  const bytesOf = (text: string) =>
    run("pass", { globals: { text } }).globals.find(({ name }) => name === "text")?.before;

  test("is set by a string of C or by its bytes", () => {
    expect(bytesOf('"a"')).toMatchObject({ hex: "61000000" });
    expect(bytesOf("01 02 03 04")).toMatchObject({ hex: "01020304" });
  });

  test.each(['"abcd"', "010203", "abc"])("is not set by %s", (text) => {
    expect(() => bytesOf(text)).toThrow("text is no integer");
  });
});

describe("the timeline", () => {
  test("follows every step: what it changed, and which call it made", () => {
    const { timeline, instructionsExecuted } = run("lookup");
    expect(timeline.steps).toHaveLength(instructionsExecuted);
    const step = timeline.steps.find(({ call }) => call === 0);
    expect(step?.registers).toEqual({ 0: { hex: "0x0000000000000000" }, 1: null, 2: null, 3: null });
    expect(step?.memory?.[0]).toMatchObject({ region: "stack frame 0", hex: "feffffff" });
    expect(timeline.code.find(({ slot }) => slot === step?.slot)?.text).toBe("call bpf_xdp_get_xfrm_state");
  });

  test("begins with what the program is given, and with memory as it was", () => {
    const { steps, regions } = run("lookup").timeline;
    expect(steps[0]?.entry).toMatchObject({ 1: { target: "ctx" }, 10: { target: "stack frame 0-0" } });
    expect(steps[0]?.entry?.[0]).toBeUndefined();
    expect(regions?.map(({ name }) => name)).toEqual(expect.arrayContaining(["packet", "ctx"]));
    expect(regions?.find(({ name }) => name === "stack frame 0")).toEqual({
      name: "stack frame 0",
      kind: "stack",
      size: 512,
    });
  });

  test("names what stands in global data, down to numbers and pointers", () => {
    const regions = run("globals").timeline.regions ?? [];
    const fields = regions.flatMap((region) => region.fields ?? []);
    expect(fields.map(({ path, size }) => `${path} ${size}`)).toEqual(
      expect.arrayContaining(["action 4", "small 1", "pointer 8", "text[3] 1", "record.b[1] 2", "record.c 1", "n 8"]),
    );
    const [small, error] = ["small", "record.error"].map((path) => fields.find((field) => field.path === path));
    expect([small?.signed, error?.signed, error?.type]).toEqual([true, true, "int"]);
    const data = regions.find(({ name }) => name === ".data");
    const at = data?.fields?.find(({ path }) => path === "record.error")?.offset ?? 0;
    expect(data?.hex?.slice(2 * at, 2 * at + 8)).toBe("eaffffff");
  });

  test("names what loads of addresses reach, as the assembler does", () => {
    const texts = run("globals").timeline.code.map(({ text }) => text.replace(/^r\d+ = /, ""));
    expect(texts).toEqual(expect.arrayContaining(["action ll", "small ll", "record ll"]));
  });

  test("tells what is held, where that changes", () => {
    const { steps } = run("sections").timeline;
    const holding = steps.flatMap(({ held }) => (held ? [held] : []));
    expect(holding).toEqual([
      ["an RCU read-side section"],
      ["an RCU read-side section", "a section without preemption"],
      ["an RCU read-side section"],
      [],
    ]);
  });

  test("names the functions of the program", () => {
    const outcome = run("subprogram", { globals: {} });
    expect(outcome.timeline.code.map(({ text }) => text)).toContain("call twice");
    expect(outcome.returns).toMatchObject({ value: "2" });
    expect(globalAfter(outcome, "n")).toBe("1");
  });
});

const object = compile(
  'char _license[] __attribute__((section("license"))) = "GPL"; u32 value; u8 bytes[2];\n__attribute__((section("xdp"))) int prog(struct xdp_md *ctx) { value = bytes[0]; return 2; }\n__attribute__((section("freplace/prog"))) int other(void *ctx) { return 0; }\n__attribute__((section("lirc_mode2"))) int infrared(void *ctx) { return 0; }',
);

const scenario = (fields: Partial<Scenario>): Scenario => ({
  name: "test",
  summary: "A test.",
  packet: espPacket as Scenario["packet"],
  expect: {},
  ...fields,
});
const state = { family: "AF_INET", proto: "IPPROTO_ESP", daddr: "10.0.0.2", spi: 1 } as const;

/** Scenarios that can't be set up, and where in the scenario it lies. */
const problems = [
  { name: "an unknown program", program: "nobody", fields: {}, path: [], message: "no program nobody" },
  {
    name: "a program type without a model",
    program: "other",
    fields: {},
    path: [],
    message: "BPF_PROG_TYPE_EXT",
  },
  {
    name: "an unknown global",
    fields: { globals: { nothing: 1 } },
    path: ["globals", "nothing"],
    message: "no global variable nothing",
  },
  {
    name: "a name that is no number",
    fields: { globals: { value: "XDP_NOTHING" } },
    path: ["globals", "value"],
    message: "is not a number",
  },
  {
    name: "a number that is too large",
    fields: { globals: { value: 2 ** 32 } },
    path: ["globals", "value"],
    message: "does not fit",
  },
  { name: "a fraction", fields: { globals: { value: 1.5 } }, path: ["globals", "value"], message: "is not a number" },
  {
    name: "a number for bytes",
    fields: { globals: { bytes: 1 } },
    path: ["globals", "bytes"],
    message: "is no integer",
  },
  {
    name: "too few bytes",
    fields: { globals: { bytes: "00" } },
    path: ["globals", "bytes"],
    message: "is no integer, and what is written gives 1 byte",
  },
  {
    name: "no hexadecimal",
    fields: { globals: { bytes: "0x" } },
    path: ["globals", "bytes"],
    message: "is no integer, and what is written is not hexadecimal",
  },
  {
    name: "the same state twice",
    fields: { kernel: { xfrm_states: [state, state] } },
    path: ["kernel", "xfrm_states", 1],
    message: "EEXIST",
  },
  {
    name: "a window that is too large",
    fields: { kernel: { xfrm_states: [{ ...state, replay_esn: { replay_window: 4097 } }] } },
    path: ["kernel", "xfrm_states", 0, "replay_esn", "replay_window"],
    message: "4096",
  },
  {
    name: "a window of no packets",
    fields: { kernel: { xfrm_states: [{ ...state, replay_esn: { replay_window: 0 } }] } },
    path: ["kernel", "xfrm_states", 0, "replay_esn", "replay_window"],
    message: "1 to 4096",
  },
  { name: "a packet for none", program: "infrared", fields: {}, path: ["packet"], message: "run on no packet" },
  { name: "no packet", fields: { packet: [] }, path: ["packet"], message: "0 bytes" },
];

describe("a scenario that can't be set up", () => {
  test.each(problems)("$name", ({ program = "prog", fields, path, message }) => {
    const { outcome, problem } = emulate(object, program, scenario(fields as Partial<Scenario>), kernelFacts);
    expect(outcome).toBeUndefined();
    expect(problem).toMatchObject({ path, message: expect.stringContaining(message) });
  });

  test("of a mistyped enumerator, what was meant helps", () => {
    const { problem } = emulate(object, "prog", scenario({ globals: { value: "XDP_PSAS" } }), kernelFacts);
    expect(problem).toMatchObject({ path: ["globals", "value"], help: "Did you mean XDP_PASS?" });
  });

  test("the same state twice, apart from its namespace, is none", () => {
    const kernel = { xfrm_states: [state, { ...state, netns_id: 1 }, { ...state, netns_id: 2 }] };
    expect(emulate(object, "prog", scenario({ kernel }), kernelFacts).problem).toBeUndefined();
  });
});

describe("facts that contradict the models", () => {
  const lookup =
    compile(`extern struct xfrm_state *bpf_xdp_get_xfrm_state(struct xdp_md *ctx, struct bpf_xfrm_state_opts *opts, u32 opts__sz) __attribute__((section(".ksyms")));
    extern void bpf_xdp_xfrm_state_release(struct xfrm_state *x) __attribute__((section(".ksyms")));
    char _license[] __attribute__((section("license"))) = "GPL";
    __attribute__((section("xdp"))) int prog(struct xdp_md *ctx) {
      struct bpf_xfrm_state_opts opts = { .netns_id = -1, .spi = 0x01000000, .proto = 50, .family = 2 };
      opts.daddr.a4 = 0x0200000a;
      struct xfrm_state *x = bpf_xdp_get_xfrm_state(ctx, &opts, sizeof(opts));
      if (x) bpf_xdp_xfrm_state_release(x);
      return 2; }`);
  const xdp = ["BPF_PROG_TYPE_XDP"] as const;

  test.each([
    { name: "bpf_xdp_get_xfrm_state", flags: ["KF_RET_NULL"], states: [state], message: "lack KF_ACQUIRE" },
    { name: "bpf_xdp_get_xfrm_state", flags: ["KF_ACQUIRE"], states: [], message: "lack KF_RET_NULL" },
    { name: "bpf_xdp_xfrm_state_release", flags: [], states: [state], message: "lack KF_RELEASE" },
  ] as const)("$name with $flags", ({ name, flags, states, message }) => {
    const facts = factsWith({ name, flags, programTypes: xdp });
    const { problem } = emulate(lookup, "prog", scenario({ kernel: { xfrm_states: [...states] } }), facts);
    expect(problem?.message).toContain(message);
  });
});
