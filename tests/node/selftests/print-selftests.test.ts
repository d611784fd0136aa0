import { expect, test } from "vitest";
import { isBroken } from "../../../src/node/selftests/count-results.ts";
import { printFile, printSelftests } from "../../../src/node/selftests/print-selftests.ts";
import type { Ending, FileResult, ProgramResult, SelftestKind } from "../../../src/node/selftests/selftest-result.ts";

function result(program: string, kind: SelftestKind, ending: Ending, reason = ""): ProgramResult {
  return { program, kind, ending, reason, programType: "BPF_PROG_TYPE_XDP", callsKfuncs: false };
}

const mixed: FileResult = {
  file: "mixed",
  programs: [
    result("one", "retval", "agrees"),
    result("two", "retval", "gap", "bpf_a has no model"),
    result("three", "retval", "gap", "bpf_a has no model"),
    result("four", "success", "gap", "bpf_a has no model"),
    result("five", "retval", "gap", "bpf_a has no model"),
    result("six", "retval", "not for this run", "for other architectures"),
    { ...result("seven", "failure", "agrees"), detail: "lock: held; at x.c:3: y", isNamedAlike: true },
  ],
};
const unloaded: FileResult = { file: "unloaded", unloaded: "no types", programs: [] };

test("prints how the tests of each file ended, how all did, and why", () => {
  expect(printSelftests([mixed, unloaded])).toBe(`file      value returned  accepted  refused  most frequent reason
mixed             1 of 4    0 of 1   1 of 1  gap 3: bpf_a has no model
unloaded                                     no types

                  value returned  accepted  refused
agrees                         1         0        1
not for this run               1         0        0
not loaded                     0         0        0
gap                            3         1        0
false fault                    0         0        0
stricter                       0         0        0
other value                    0         0        0
no fault                       0         0        0
broken                         0         0        0

    3  value returned, gap: bpf_a has no model

1 of 2 objects load, 0 of them with kfuncs of the tests' own module. Of 1 refused programs that break a rule here, 1 break the one that the verifier names.`);
});

test("prints every program of one file", () => {
  expect(printFile(mixed).split("\n")).toEqual([
    "mixed: loads",
    "  one: value returned, agrees",
    ...["two", "three"].map((name) => `  ${name}: value returned, gap; bpf_a has no model`),
    "  four: accepted, gap; bpf_a has no model",
    "  five: value returned, gap; bpf_a has no model",
    "  six: value returned, not for this run; for other architectures",
    "  seven: refused, agrees; lock: held; at x.c:3: y",
  ]);
  expect(printFile(unloaded)).toBe("unloaded: no types");
});

test("counts as broken what threw or had no end, and nothing else", () => {
  expect([mixed, unloaded].some(isBroken)).toBe(false);
  expect(isBroken({ ...unloaded, broken: "no end" })).toBe(true);
  expect(isBroken({ ...mixed, programs: [result("one", "retval", "broken", "an exception")] })).toBe(true);
});
