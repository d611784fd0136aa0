import { describe, expect, test } from "vitest";
import { dynptrFaults, dynptrPrograms, fileScope, sliceCases, takeSlice } from "../../cases/kfuncs/dynptr.ts";
import { casePrograms, faultOf, globalAfter, textOf, xdpPrograms } from "../../drivers/run-program.ts";

describe("bpf_dynptr_slice", () => {
  const run = casePrograms(sliceCases, ({ size, buffer = "buffer" }) => takeSlice(size, buffer), { fileScope });

  test.each(sliceCases)("$name", ({ name, offset, run: options, target, copied = false }) => {
    const outcome = run(name, { ...options, globals: { offset } });
    expect(outcome.fault).toBeUndefined();
    expect(globalAfter(outcome, "got")).toBe(target === "NULL" ? "0" : "1");
    expect(globalAfter(outcome, "in_buffer")).toBe(copied ? "1" : "0");
    const returned = textOf(outcome.calls[1]?.returns) ?? "";
    if (target === "stack") expect(returned).toMatch(/^stack frame 0-\d+$/);
    else expect(returned).toMatch(new RegExp(`^${target.replace("+", "\\+")}(\\+\\d+)?$`));
    expect(outcome.packet?.after).toBe(outcome.packet?.before);
  });
});

const variants = xdpPrograms(dynptrPrograms, { fileScope });

describe("bpf_dynptr_from_xdp", () => {
  test("makes a dynptr of the whole packet", () => {
    const { calls, ...outcome } = variants("created", { linear_length: 20 });
    expect(globalAfter({ calls, ...outcome }, "error")).toBe("0");
    const after = calls[0]?.args[2]?.after;
    const members = after?.kind === "pointer" && after.pointee?.kind === "struct" ? after.pointee.members : [];
    expect(members.map(({ name, value }) => [name, textOf(value)])).toEqual([
      ["type", "BPF_DYNPTR_TYPE_XDP"],
      ["size", "58"],
      ["offset", "0"],
    ]);
  });

  test("refuses flags, and leaves a null dynptr whose slices are NULL", () => {
    const outcome = variants("flags");
    expect(outcome.fault).toBeUndefined();
    expect(globalAfter(outcome, "error")).toBe("-EINVAL");
    expect(globalAfter(outcome, "got")).toBe("0");
  });

  test("makes a dynptr anew in the same place", () => {
    const outcome = variants("again");
    expect(globalAfter(outcome, "error")).toBe("0");
    expect(globalAfter(outcome, "got")).toBe("1");
  });
});

describe("a dynptr and its slices", () => {
  test.each(dynptrFaults)("$program is a fault: $rule", ({ program, rule, line, ...rest }) => {
    const options = program === "writeToBuffer" ? { linear_length: 20 } : {};
    const fault = faultOf(variants(program, options));
    expect(fault).toMatchObject({ rule });
    expect(fault.at.text).toContain(line);
    if ("message" in rest) expect(fault.message).toContain(rest.message);
    if ("origin" in rest) expect(fault.origin?.at.text).toContain(rest.origin);
  });

  test("a buffer that was copied into is readable afterwards", () => {
    expect(variants("bufferIsReadable", { linear_length: 20 }).fault).toBeUndefined();
  });
});
