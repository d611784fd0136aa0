import { expect, test } from "vitest";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import { linkObject } from "../../../src/core/object/link-object.ts";
import type { KernelState } from "../../../src/core/spec/example-spec.ts";
import { compileWithTypes } from "../../drivers/compile-c.ts";
import { engineCases, engineRun } from "../../drivers/engine-cases.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";

/** What is wrong with a configuration for the externs of the case. */
function problemWith(kconfig: KernelState["kconfig"]): string | undefined {
  const each = engineCases.find(({ name }) => name.endsWith("kernel-configuration.yaml#all-types"));
  if (!each) throw new Error("no case");
  const { linked, program, scenario } = engineRun(each);
  return emulate(linked, program, { ...scenario, kernel: { ...(kconfig && { kconfig }) } }, kernelFacts).problem
    ?.message;
}

/** What keeps a program from being loaded that reads one such extern. */
function problemOf(declaration: string, name: string): string | undefined {
  const source = `#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
extern ${declaration} __kconfig;
int read;
SEC("syscall") int run(void *ctx) { read = ${name}; return 0; }`;
  const { value: object } = linkObject(compileWithTypes(source), "test.bpf.o", kernelBtf);
  if (!object) throw new Error("not linked");
  return emulate(object, "run", { name: "test", summary: "", expect: {} }, kernelFacts).problem?.message;
}

test.each<[string, boolean]>([
  ["int LINUX_KERNEL_VERSION", true],
  ["__u64 LINUX_KERNEL_VERSION", true],
  ["__u16 LINUX_KERNEL_VERSION", false],
  ["char LINUX_KERNEL_VERSION", false],
  ["bool LINUX_KERNEL_VERSION", false],
  ["enum libbpf_tristate LINUX_HAS_BPF_COOKIE", false],
  ["bool LINUX_HAS_BPF_COOKIE", true],
  ["char LINUX_HAS_BPF_COOKIE", true],
])("extern %s is taken: %s", (declaration, isTaken) => {
  const name = declaration.split(" ").at(-1) ?? "";
  const problem = problemOf(declaration, name);
  if (isTaken) expect(problem).toBeUndefined();
  else expect(problem).toMatch(`libbpf refuses the extern ${name}: `);
});

test.each<[string, KernelState["kconfig"], string | undefined]>([
  ["no configuration", undefined, "The value of CONFIG_BPF_SYSCALL is not known"],
  ["one without an option that is not weak", {}, "The configuration does not have CONFIG_HZ"],
  ["a choice for an integer", { CONFIG_HZ: "y" }, "libbpf refuses the value of CONFIG_HZ"],
  ["text for an integer", { CONFIG_HZ: "fast" }, "libbpf refuses the value of CONFIG_HZ"],
  ["a number beyond an int", { CONFIG_HZ: 2 ** 31 }, "libbpf refuses the value of CONFIG_HZ"],
  ["a number below an int", { CONFIG_HZ: -(2 ** 31) - 1 }, "libbpf refuses the value of CONFIG_HZ"],
  ["a module for a bool", { CONFIG_HZ: 1, CONFIG_BPF_SYSCALL: "m" }, "libbpf refuses the value of CONFIG_BPF_SYSCALL"],
  ["a number for a bool", { CONFIG_HZ: 1, CONFIG_BPF_SYSCALL: 1 }, "libbpf refuses the value of CONFIG_BPF_SYSCALL"],
  ["a number for a tristate", { CONFIG_HZ: 1, CONFIG_VETH: 1 }, "libbpf refuses the value of CONFIG_VETH"],
  [
    "a number for text",
    { CONFIG_HZ: 1, CONFIG_CC_VERSION_TEXT: 1 },
    "libbpf refuses the value of CONFIG_CC_VERSION_TEXT",
  ],
  [
    "a choice for text",
    { CONFIG_HZ: 1, CONFIG_CC_VERSION_TEXT: "y" },
    "libbpf refuses the value of CONFIG_CC_VERSION_TEXT",
  ],
  ["the least int", { CONFIG_HZ: -(2 ** 31) }, undefined],
])("%s", (_name, kconfig, message) => {
  const problem = problemWith(kconfig);
  if (message === undefined) expect(problem).toBeUndefined();
  else expect(problem).toContain(message);
});
