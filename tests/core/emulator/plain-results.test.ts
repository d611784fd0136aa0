import { expect, test } from "vitest";
import { withPlainResults } from "../../../src/core/emulator/decode/plain-results.ts";
import type { CallRecord, Outcome } from "../../../src/core/emulator/outcome.ts";
import { integer, pointer } from "../../drivers/decoded-values.ts";

const at = { slot: 0, file: "a.c", line: 1, column: 1, text: "" };
const call = (kfunc: string, returns: CallRecord["returns"]): CallRecord => ({
  kfunc,
  at,
  args: [],
  ...(returns && { returns }),
});

test("a number that only looks like an errno is a number", () => {
  const calls = [
    call("bpf_strcmp", integer("int", -1, "-EPERM")),
    call("bpf_strcmp", integer("int", -34, "-ERANGE")),
    call("bpf_other", integer("int", -1, "-EPERM")),
    call("bpf_strcmp", pointer("void *", "NULL")),
    call("bpf_strcmp", undefined),
  ];
  const changed = withPlainResults({ calls } as unknown as Outcome, { bpf_strcmp: [-1] }).calls;
  expect(changed[0]).toEqual(call("bpf_strcmp", integer("int", -1)));
  expect(changed.slice(1)).toEqual(calls.slice(1));
});
