import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readBtf } from "../../../src/core/btf/read-btf.ts";
import { coreTypes, relocatedNames } from "../../../src/node/linux/core-types.ts";
import { compileWithTypes } from "../../drivers/compile-c.ts";
import { temporaryFolder } from "../../drivers/temporary-folder.ts";
import { kernel } from "./kernels.ts";

const reads = (expression: string) =>
  compileWithTypes(`
    #include <bpf/bpf_helpers.h>
    #include <bpf/bpf_core_read.h>
    char LICENSE[] SEC("license") = "GPL";
    struct task_struct___old { int pid; } __attribute__((preserve_access_index));
    struct kfdoc_of_no_kernel { int a; } __attribute__((preserve_access_index));
    unsigned long long seen;
    SEC("tp_btf/sched_switch") int program(unsigned long long *ctx) { seen = ${expression}; return 0; }
  `);

const members = reads("((struct task_struct *)ctx[1])->real_parent->tgid");
const flavour = reads("((struct task_struct___old *)ctx[1])->pid");
const typeId = reads("bpf_core_type_id_kernel(struct task_struct)");
const unknown = reads("bpf_core_type_exists(struct kfdoc_of_no_kernel)");

describe("the types that an object's relocations start from", () => {
  test.each([
    ["members", members, ["task_struct"]],
    ["a flavour", flavour, ["task_struct"]],
    ["a type that no kernel has", unknown, ["kfdoc_of_no_kernel"]],
  ])("of %s are known by their names", (_, object, names) => {
    expect([...(relocatedNames(object) ?? [])]).toEqual(names);
  });

  test("are all of the kernel's where an id is asked for", () => {
    expect(relocatedNames(typeId)).toBeUndefined();
  });

  test("are none to speak of in what is no object", () => {
    expect(relocatedNames(new Uint8Array(100))).toBeUndefined();
  });
});

const { unpacked } = kernel ?? {};

describe(`the types of a kernel${unpacked && existsSync(unpacked) ? "" : " (none was fetched)"}`, () => {
  test.skipIf(!unpacked)("that are named, are there whole; those that need others are not covered", async () => {
    if (!kernel) return;
    const objects = [members, flavour, typeId, unknown];
    const types = await coreTypes(kernel, objects, temporaryFolder());
    expect(objects.map((object) => types?.covers(object))).toEqual([true, true, false, false]);
    const btf = types && readBtf(types.bytes, "types").value;
    const task = btf?.type(btf.find("struct", "task_struct") ?? 0);
    expect(task?.kind === "struct" && task.members.length).toBeGreaterThan(100);
    expect(types?.bytes.length).toBeLessThan(500_000);
  });

  test("are not there for a kernel that is not unpacked", async () => {
    const packed = { release: "7.3", version: "7.3", image: "vmlinuz", sha256: "0".repeat(64), modules: [] };
    expect(await coreTypes(packed, [members], temporaryFolder())).toBeUndefined();
  });
});
