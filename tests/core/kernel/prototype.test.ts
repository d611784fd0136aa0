import { describe, expect, test } from "vitest";
import { readPrototype } from "../../../src/core/kernel/kfuncs/prototype.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";

/** The roles of each kfunc's parameters, in order. */
const roles = {
  bpf_dynptr_from_xdp: ["context", "scalar", "dynptr"],
  bpf_dynptr_slice: ["dynptr", "scalar", "memory", "size"],
  bpf_xdp_get_xfrm_state: ["context", "memory", "size"],
  bpf_xdp_xfrm_state_release: ["object"],
  bpf_task_acquire: ["object"],
  bpf_strcmp: ["ignored", "ignored"],
} as const;

describe("parameters by type and name", () => {
  test.each(Object.entries(roles))("%s", (name, expected) => {
    const id = kernelBtf.find("func", name);
    const prototype = id === undefined ? undefined : readPrototype(kernelBtf, id);
    expect(prototype?.params.map(({ role }) => role)).toEqual(expected);
  });

  test("a parameter named __nullable may be NULL, and is as large as the next one says", () => {
    const id = kernelBtf.find("func", "bpf_dynptr_slice");
    const prototype = id === undefined ? undefined : readPrototype(kernelBtf, id);
    expect(prototype?.params.map(({ nullable, sized }) => [nullable, sized])).toEqual([
      [false, false],
      [false, false],
      [true, true],
      [false, false],
    ]);
  });

  test.each([0, -1, 1 << 30])("id %d is no function", (id) => {
    expect(readPrototype(kernelBtf, id)).toBeUndefined();
  });
});
