import { describe, expect, test } from "vitest";
import type { Btf } from "../../../src/core/btf/btf.ts";
import { readBtf } from "../../../src/core/btf/read-btf.ts";
import { sectionNamed } from "../../../src/core/elf/elf-object.ts";
import { readElf } from "../../../src/core/elf/read-elf.ts";
import { decodeProgram } from "../../../src/core/isa/decode.ts";
import { contextTypes, holdersOfContext } from "../../../src/node/availability/context-types.ts";
import { candidateForms } from "../../../src/node/availability/forms.ts";
import { groupForms } from "../../../src/node/availability/group-forms.ts";
import { placeType } from "../../../src/node/availability/kernel-types.ts";
import { minimalProgram } from "../../../src/node/availability/minimal-program.ts";
import { recipes } from "../../../src/node/availability/recipes.ts";
import { probePlaces, writeProbeFile } from "../../../src/node/linux/probe.ts";
import { compileSmall } from "../linux/compile-small.ts";

/** What of a kernel's types forms and programs are made from; values are unlike those of any kernel. */
const source = `
enum bpf_prog_type { BPF_PROG_TYPE_XDP = 60, BPF_PROG_TYPE_TRACING = 61, BPF_PROG_TYPE_STRUCT_OPS = 62 } type_of;
enum bpf_attach_type { BPF_XDP = 70, BPF_TRACE_FENTRY = 71, BPF_TRACE_ITER = 72, BPF_TRACE_RAW_TP = 73 } attach_of;
struct my_ops { int number; int (*first)(void); void *data; void (*second)(int); };
struct bpf_struct_ops_my_ops { struct my_ops data; } wrapped;
int bpf_fentry_test1(int a) { return a; }
int bpf_iter_task(void *meta) { return meta != 0; }
int bpf_kfunc(void *pointer, int number, void *other) { return pointer != other && number; }
int bpf_arena_kfunc(void *cmask__arena) { return cmask__arena != 0; }
void *bpf_cast_to_kern_ctx(void *obj) { return obj; }
struct __sk_buff { int len; }; struct xdp_md { int data; }; struct pt_regs { long ip; };
struct sk_buff { int len; }; struct xdp_buff { void *data; };
struct bpf_ctx_convert {
  struct __sk_buff BPF_PROG_TYPE_CGROUP_SKB_prog; struct sk_buff BPF_PROG_TYPE_CGROUP_SKB_kern;
  struct __sk_buff BPF_PROG_TYPE_SCHED_CLS_prog; struct sk_buff BPF_PROG_TYPE_SCHED_CLS_kern;
  struct xdp_md BPF_PROG_TYPE_XDP_prog; struct xdp_buff BPF_PROG_TYPE_XDP_kern;
  struct pt_regs BPF_PROG_TYPE_KPROBE_prog; struct pt_regs BPF_PROG_TYPE_KPROBE_kern;
} contexts;
int bpf_packet_kfunc(struct __sk_buff *skb, int number) { return skb && number; }
int bpf_second_kfunc(int number, struct xdp_buff *xdp) { return xdp && number; }
int bpf_buffer_kfunc(struct sk_buff *skb, struct pt_regs *regs) { return skb && regs; }
typedef void (*btf_trace_sys_enter)(void *); btf_trace_sys_enter traced;
`;

function typesOf(text: string): Btf {
  const { value } = readElf(compileSmall(text), "small.o");
  const section = value && sectionNamed(value, ".BTF");
  const btf = section && readBtf(section.bytes, "small.o").value;
  if (!btf) throw new Error("clang wrote no BTF");
  return btf;
}

const vmlinux = typesOf(source);
const types = { vmlinux, modules: new Map<string, Btf>() };
const forms = candidateForms(types, "7.3");
const named = (name: string) => forms.find(({ facts }) => facts.name === name);

describe("the forms that a kernel may know", () => {
  test("have the numbers of that kernel's enums, and are only those that it has", () => {
    expect(named("xdp")?.load).toEqual({ programType: 60, attachType: 70, flags: 0, isDeviceBound: false });
    expect(named("xdp.frags")?.load.flags).toBe(1 << 5);
    expect(named("xdp.device-bound")?.load).toMatchObject({ flags: 1 << 6, isDeviceBound: true });
    expect(named("xdp/devmap")).toBeUndefined();
    expect(named("tc")).toBeUndefined();
  });

  test("have a target by its number in BTF", () => {
    const typeId = vmlinux.find("func", "bpf_fentry_test1");
    expect(named("fentry")?.load.target).toEqual({ typeId });
    expect(named("fentry.s")?.load).toMatchObject({ flags: 1 << 4, attachType: 71, target: { typeId } });
    expect(named("fentry.s")?.facts).toMatchObject({ attach_type: "BPF_TRACE_FENTRY", sleepable: true });
  });

  test("are one for each iterator and each function of a struct_ops", () => {
    expect(named("iter/task")?.load).toMatchObject({ programType: 61, attachType: 72 });
    const members = forms.flatMap(({ facts, load }) =>
      facts.name.startsWith("struct_ops/") ? [[facts.name, load]] : [],
    );
    const target = { typeId: vmlinux.find("struct", "my_ops") };
    expect(members).toEqual([
      ["struct_ops/my_ops.first", { programType: 62, attachType: 1, flags: 0, isDeviceBound: false, target }],
      ["struct_ops/my_ops.second", { programType: 62, attachType: 3, flags: 0, isDeviceBound: false, target }],
    ]);
    expect(named("struct_ops.s/my_ops.second")?.facts.sleepable).toBe(true);
  });

  test("are those of the release alone", () => {
    const has = (release: string) => candidateForms(types, release).some(({ facts }) => facts.name === "tp_btf.s");
    expect([has("7.0"), has("7.1")]).toEqual([false, true]);
  });

  test("name the sections that load in the same way", () => {
    expect(
      candidateForms({ ...types, vmlinux: typesOf("enum bpf_prog_type { BPF_PROG_TYPE_KPROBE = 2 } t;") }, "7.3"),
    ).toEqual([
      expect.objectContaining({
        facts: expect.objectContaining({ name: "kprobe", also: expect.arrayContaining(["uprobe"]) }),
      }),
      expect.objectContaining({ facts: expect.objectContaining({ name: "uprobe.s", sleepable: true }) }),
    ]);
  });
});

describe("a program that calls one kfunc", () => {
  const workshop = { types, places: probePlaces(["first", "second"]), namesArena: false };
  const place = (name: string) => {
    const found = placeType(types, "func", name);
    if (!found) throw new Error(`${name} has no type`);
    return found;
  };
  const instructions = (bytes: Uint8Array) => decodeProgram(bytes).instructions;

  test("hands over stack for pointers and 0 for numbers, then calls and returns 0", () => {
    const { bytes, callSlot } = minimalProgram(workshop, place("bpf_kfunc"));
    const all = instructions(bytes);
    const call = all.find(({ slot }) => slot === callSlot);
    expect(call).toMatchObject({ opcode: 0x85, src: 2, offset: 0, imm: place("bpf_kfunc").typeId });
    expect(all.map(({ dst, imm, opcode }) => [opcode, dst, imm])).toEqual([
      [0xbf, 1, 0],
      [0x07, 1, -64],
      [0xb7, 2, 0],
      [0xbf, 3, 0],
      [0x07, 3, -192],
      [0x85, 0, call?.imm],
      [0xb7, 0, 0],
      [0x95, 0, 0],
    ]);
  });

  test("names the module by its place", () => {
    const other = { module: "second", typeId: place("bpf_kfunc").typeId };
    const modules = new Map([["second", vmlinux]]);
    const { bytes, callSlot } = minimalProgram({ ...workshop, types: { vmlinux, modules } }, other);
    expect(instructions(bytes).find(({ slot }) => slot === callSlot)?.offset).toBe(2);
  });

  test("names an arena where a parameter may be of one", () => {
    const { bytes, callSlot } = minimalProgram(workshop, place("bpf_arena_kfunc"));
    const [first] = instructions(bytes);
    expect(first).toMatchObject({ opcode: 0x18, src: 5, imm: workshop.places.arena });
    expect(instructions(bytes).find(({ slot }) => slot === callSlot)?.opcode).toBe(0x85);
  });

  test("hands over the context where only that tells program types apart", () => {
    const cast = recipes.find(({ kfunc }) => kfunc === "bpf_cast_to_kern_ctx");
    const program = cast?.make(workshop, place("bpf_cast_to_kern_ctx"));
    expect(program?.callSlot).toBe(0);
  });
});

describe("a kfunc that takes a context is for programs that have one", () => {
  const holders = (name: string) => {
    const place = placeType(types, "func", name);
    if (!place) throw new Error(`${name} has no type`);
    return holdersOfContext(contextTypes(types.vmlinux), types, place);
  };
  const typed = ["BPF_PROG_TYPE_LSM", "BPF_PROG_TYPE_STRUCT_OPS", "BPF_PROG_TYPE_TRACING"];

  test("of the kind that programs see, or that the kernel has", () => {
    const packet = ["BPF_PROG_TYPE_CGROUP_SKB", "BPF_PROG_TYPE_NETFILTER", "BPF_PROG_TYPE_SCHED_CLS"];
    expect([...(holders("bpf_packet_kfunc") ?? [])].sort()).toEqual([...packet, ...typed].sort());
    expect([...(holders("bpf_second_kfunc") ?? [])].sort()).toEqual([...typed, "BPF_PROG_TYPE_XDP"]);
  });

  test("but for structs that others come to as well", () => {
    expect(holders("bpf_buffer_kfunc")).toBeUndefined();
    expect(holders("bpf_kfunc")).toBeUndefined();
  });
});

test("a form is loaded against the first target that the kernel takes, and with an arena only where it must", () => {
  const [xdp, frags] = [named("xdp"), named("xdp.frags")];
  if (!xdp || !frags) throw new Error("there is no form");
  const other = { ...xdp, load: { ...xdp.load, flags: 1 } };
  const workshop = { types, places: probePlaces([]), namesArena: false };
  const loaded = { errno: 0, log: "" };
  const atInstruction = { errno: 22, log: "0: R1=ctx() R10=fp0\n0: (b7) r0 = 0\nAt program exit the register R0 has" };
  const refused = { errno: 22, log: "the form is not supported" };
  const groups = groupForms(workshop, [xdp, other, frags], [refused, atInstruction, refused], [loaded, loaded, loaded]);
  expect(groups.map(({ forms: taken }) => taken)).toEqual([[other], [frags]]);
  expect(groups.map((group) => group.workshop.namesArena)).toEqual([false, true]);
});

test("the plan for the guest goes on from the program that was at work", () => {
  const [form] = forms;
  if (!form) throw new Error("there is no form");
  const plan = {
    modules: ["first"],
    forms: [form.load],
    programs: [8, 16, 24].map((size) => new Uint8Array(size).fill(size)),
  };
  const whole = writeProbeFile(plan);
  const rest = writeProbeFile(plan, 2);
  const head = 4 + 64 + 4 + 28;
  expect(whole.length - rest.length).toBe(4 + 8 + 4 + 16);
  expect(rest.subarray(0, head)).toEqual(whole.subarray(0, head));
  expect([rest.readUInt32LE(head), rest.readUInt32LE(head + 4), rest[head + 8]]).toEqual([1, 3, 24]);
});
