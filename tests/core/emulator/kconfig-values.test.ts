import { expect, test } from "vitest";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import type { KernelState } from "../../../src/core/spec/example-spec.ts";
import { engineCases, engineRun } from "../../drivers/engine-cases.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";

/** What is wrong with a configuration for the externs of the case. */
function problemWith(kconfig: KernelState["kconfig"]): string | undefined {
  const each = engineCases.find(({ name }) => name.endsWith("kernel-configuration.yaml#all-types"));
  if (!each) throw new Error("no case");
  const { linked, program, scenario } = engineRun(each);
  return emulate(linked, program, { ...scenario, kernel: { ...(kconfig && { kconfig }) } }, kernelFacts).problem
    ?.message;
}

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
