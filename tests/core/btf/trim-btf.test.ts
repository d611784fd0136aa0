import { describe, expect, test } from "vitest";
import { Btf } from "../../../src/core/btf/btf.ts";
import { kfuncIds } from "../../../src/core/btf/kfunc-ids.ts";
import { printHeader } from "../../../src/core/btf/print-header.ts";
import { readBtf } from "../../../src/core/btf/read-btf.ts";
import { trimBtf } from "../../../src/core/btf/trim-btf.ts";
import { writeBtf } from "../../../src/core/btf/write-btf.ts";
import { sectionNamed } from "../../../src/core/elf/elf-object.ts";
import { readElf } from "../../../src/core/elf/read-elf.ts";
import { compileC } from "../../drivers/compile-c.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";

const source = `
struct far { int in_far; };
struct near { struct far *far; };
typedef struct { int hidden[3]; } opaque_t;
struct root { struct near *near; opaque_t *opaque; int (*callback)(struct far *); struct near held; };
struct element { int in_element; };
struct arrays { struct element (*elements)[2]; };
struct unrelated { int nothing; };
struct root root; struct arrays arrays; struct unrelated unrelated;
`;

function compiledBtf(): Btf {
  const elf = readElf(compileC(source), "test.o").value;
  const btf = readBtf((elf && sectionNamed(elf, ".BTF")?.bytes) ?? new Uint8Array(), "test.btf").value;
  if (!btf) throw new Error("no BTF");
  return btf;
}

const full = compiledBtf();
const trim = (name: string, pointerDepth: number) =>
  new Btf(trimBtf(full, { roots: [full.find("struct", name) ?? 0], pointerDepth }));

describe.each([
  [0, [], ["far"]],
  [1, ["far"], []],
])("with structs kept through %i pointers", (depth, whole, cut) => {
  const btf = trim("root", depth);

  test("nearer structs are whole, farther ones are declared", () => {
    for (const name of ["root", "near", ...whole]) expect(btf.find("struct", name)).toBeDefined();
    for (const name of cut) {
      expect(btf.find("struct", name)).toBeUndefined();
      expect(btf.find("fwd", name)).toBeDefined();
    }
    expect(btf.find("struct", "unrelated")).toBeUndefined();
  });

  test("what is left is sound and can be printed", () => {
    const again = readBtf(writeBtf(btf.types), "trimmed");
    expect(again.diagnostics).toEqual([]);
    expect(printHeader(btf)).toContain("struct root {");
  });
});

test("an anonymous struct that is only pointed to keeps its size", () => {
  const btf = trim("root", 0);
  const type = btf.resolved(btf.find("typedef", "opaque_t") ?? 0);
  expect(type).toEqual({ kind: "struct", name: "", size: 12, members: [] });
});

test("elements of an array are whole: C needs their size", () => {
  expect(trim("arrays", 0).find("struct", "element")).toBeDefined();
});

test("writing and reading again changes nothing, byte for byte", () => {
  const bytes = writeBtf(kernelBtf.types);
  const { value } = readBtf(bytes, "again");
  expect(value?.types).toEqual(kernelBtf.types);
  expect(Buffer.from(writeBtf(value?.types ?? [])).equals(Buffer.from(bytes))).toBe(true);
});

/** Functions that are tagged as kfuncs and are none: fmod_ret programs are attached to them. */
const taggedTestFunctions = ["bpf_fentry_test1", "bpf_modify_return_test", "bpf_modify_return_test2"];

test("the kernel's types hold every kfunc and what examples reach", () => {
  const names = kfuncIds(kernelBtf).map((id) => {
    const type = kernelBtf.type(id);
    return type.kind === "func" ? type.name : "";
  });
  expect(names.filter((name) => !taggedTestFunctions.includes(name))).toHaveLength(347);
  for (const name of ["bpf_xdp_get_xfrm_state", "bpf_dynptr_from_xdp", "bpf_task_acquire", "bpf_cgroup_from_id"]) {
    expect(names).toContain(name);
  }
  for (const name of ["xdp_buff", "bpf_dynptr_kern", "net", "sk_buff", "task_struct", "__sk_buff", "pt_regs"]) {
    expect(kernelBtf.find("struct", name), name).toBeDefined();
  }
});

test.each([
  ["func", "bpf_fentry_test9"],
  ["func", "bpf_lsm_file_open"],
  ["func", "security_file_open"],
  ["func", "__x64_sys_getpgid"],
  ["func", "update_socket_protocol"],
  ["typedef", "btf_trace_sched_switch"],
  ["struct", "trace_event_raw_sys_enter"],
  ["struct", "bpf_struct_ops_sched_ext_ops"],
  ["struct", "tcp_congestion_ops"],
  ["struct", "Qdisc_ops"],
  ["struct", "hid_bpf_ops"],
  ["var", "runqueues"],
  ["datasec", ".data..percpu"],
] as const)("the kernel's types hold what programs are attached to: %s %s", (kind, name) => {
  expect(kernelBtf.find(kind, name)).toBeDefined();
});

test("constants of enums without a name are kept", () => {
  const values = [...kernelBtf.ofKind("enum")].flatMap(([, type]) => type.values.map(({ name }) => name));
  for (const name of ["BPF_F_CURRENT_NETNS", "IPPROTO_ESP", "XDP_PASS", "BPF_XFRM_STATE_OPTS_SZ"]) {
    expect(values, name).toContain(name);
  }
});
