import { expect, test } from "vitest";
import { auditObservedErrors } from "../../../src/core/audit/audit-observed-errors.ts";
import { auditOutcomes } from "../../../src/core/audit/audit-outcomes.ts";
import type { CallRecord, CodePlace, DecodedValue, Outcome } from "../../../src/core/emulator/outcome.ts";
import { parseKfuncSpec } from "../../../src/core/spec/parse-kfunc-spec.ts";

const at: CodePlace = { slot: 9, file: "lookup.bpf.c", line: 31, column: 6, text: "call" };
const integer = (value: string, type = "int"): DecodedValue => ({ kind: "integer", type, value });
const pointer = (target: string): DecodedValue => ({
  kind: "pointer",
  type: "void *",
  target,
  null: target === "NULL",
});

/** A pointer to options whose `error` holds the value. */
function options(error: string): DecodedValue {
  const members = [{ name: "error", value: integer(error, "s32") }];
  return {
    kind: "pointer",
    type: "struct opts *",
    target: "stack",
    null: false,
    pointee: { kind: "struct", type: "struct opts", members },
  };
}

function call(returns: DecodedValue, after?: DecodedValue): CallRecord {
  const before = options("0");
  return { kfunc: "bpf_a", at, args: [{ name: "opts", before, ...(after ? { after } : {}) }], returns };
}

function outcome(...calls: CallRecord[]): Outcome {
  const timeline = { code: [], steps: [], omitted: 0 };
  return { globals: [], calls, referencesHeld: [], instructionsExecuted: 1, timeline };
}

function specWith(error: string, more = "") {
  const text = `name: bpf_a
summary: Does a.
since: { version: "6.8", commit: 8f0ec8c68175 }
signature: { returns: int, params: [{ name: opts, type: struct opts * }] }
flags: []
params: { opts: { text: Options., members: { error: { direction: out, text: Why. } } } }
returns: 0, or an error.
errors: [{ ${error}, when: always., shown_by: a/b#c }]
${more}
program_types: [BPF_PROG_TYPE_XDP]
`;
  const { value } = parseKfuncSpec({ path: "a.yaml", text });
  if (!value) throw new Error("the spec is wrong");
  return value;
}

function audit(error: string, result: Outcome | undefined): string[] {
  return auditOutcomes(specWith(error), (reference) => (reference === "a/b#c" ? result : undefined)).map(
    ({ code }) => code,
  );
}

const produced: readonly [string, string, Outcome | undefined][] = [
  ["an int", "value: EINVAL", outcome(call(integer("-22")))],
  ["an unsigned int", "value: EINVAL", outcome(call(integer("4294967274", "u32")))],
  ["an unsigned long", "value: EINVAL", outcome(call(integer("18446744073709551594", "u64")))],
  ["a pointer that is NULL", "value: NULL", outcome(call(pointer("NULL")))],
  ["a member", "value: ENOENT, via: opts.error", outcome(call(pointer("NULL"), options("-2")))],
  ["a later call", "value: EINVAL", outcome(call(integer("0")), call(integer("-22")))],
  ["a scenario that did not run", "value: EINVAL", undefined],
];
test.each(produced)("an error is produced in %s", (_, error, result) => {
  expect(audit(error, result)).toEqual([]);
});

const unproduced: readonly [string, string, Outcome][] = [
  ["no call", "value: EINVAL", outcome()],
  ["a call of another kfunc", "value: EINVAL", outcome({ ...call(integer("-22")), kfunc: "bpf_b" })],
  ["another error", "value: EINVAL", outcome(call(integer("-2")))],
  ["the errno without its sign", "value: EINVAL", outcome(call(integer("22")))],
  ["a pointer that is not NULL", "value: NULL", outcome(call(pointer("stack")))],
  ["zero that is no pointer", "value: NULL", outcome(call(integer("0")))],
  [
    "the return value instead of the member",
    "value: ENOENT, via: opts.error",
    outcome(call(integer("-2"), options("0"))),
  ],
  ["a member that did not change", "value: ENOENT, via: opts.error", outcome(call(pointer("NULL")))],
  ["a call that a fault ended", "value: NULL", outcome({ kfunc: "bpf_a", at, args: [] })],
  ["32 bits of an unsigned long", "value: EINVAL", outcome(call(integer("4294967274", "u64")))],
  ["a number that is none", "value: EINVAL", outcome(call(integer("many")))],
];
test.each(unproduced)("an error is not produced by %s", (_, error, result) => {
  expect(audit(error, result)).toEqual(["audit/unproduced-error"]);
});

const unlisted: readonly [string, string, Outcome, string[]][] = [
  ["a listed value", "value: EINVAL", outcome(call(integer("-22"))), []],
  ["success", "value: EINVAL", outcome(call(integer("0"))), []],
  ["a number that is no errno", "value: EINVAL", outcome(call(integer("-5000"))), []],
  ["another kfunc", "value: EINVAL", outcome({ ...call(integer("-2")), kfunc: "bpf_b" }), []],
  ["another value", "value: EINVAL", outcome(call(integer("-2"))), ["returned -ENOENT"]],
  ["another value of an unsigned type", "value: EINVAL", outcome(call(integer("4294967294", "u32"))), ["-ENOENT"]],
  ["the same one twice", "value: EINVAL", outcome(call(integer("-2")), call(integer("-2"))), ["-ENOENT"]],
  [
    "another value in the member",
    "value: ENOENT, via: opts.error",
    outcome(call(pointer("NULL"), options("-64"))),
    ["stored -ENONET in opts.error"],
  ],
  ["a value listed of the member only", "value: EINVAL, via: opts.error", outcome(call(integer("-22"))), ["-EINVAL"]],
];
test.each(unlisted)("the spec lists what a run gave: %s", (_, error, result, says) => {
  const found = auditObservedErrors(specWith(error), [["a/b#c", result]]).map(({ message }) => message);
  expect(found).toEqual(says.map((words) => expect.stringContaining(words)));
});

test("a negative number is no error where the spec says so", () => {
  const spec = specWith("value: EINVAL", "not_errors: [-1]");
  const found = auditObservedErrors(spec, [["a/b#c", outcome(call(integer("-1")), call(integer("-2")))]]);
  expect(found.map(({ message }) => message)).toEqual([expect.stringContaining("returned -ENOENT")]);
});
