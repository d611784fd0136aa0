import type { Btf } from "../../btf/btf.ts";
import { didYouMean } from "../../diagnostics/nearest.ts";
import type { Expectation } from "../../spec/example-spec.ts";
import { counted } from "../../words/counted.ts";
import type { CallRecord, DecodedValue } from "../outcome.ts";
import { asExpected, isExpected, printValue, valueAt } from "./expected-value.ts";
import { type Comparison, differs, type Mismatch } from "./mismatch.ts";

type ExpectedCall = NonNullable<Expectation["calls"]>[number];
type ExpectedDetails = Exclude<ExpectedCall, string>[string];

const detailsOf = (call: ExpectedCall): [string, ExpectedDetails] =>
  typeof call === "string" ? [call, {}] : (Object.entries(call)[0] ?? ["", {}]);

function compareReturn(expected: string | number, call: CallRecord, path: (string | number)[], btf: Btf): Mismatch[] {
  if (call.returns && isExpected(call.returns, expected, btf)) return [];
  const actual = call.returns ? printValue(call.returns) : "nothing";
  return [
    differs(
      [...path, "returns"],
      `${call.kfunc} returned ${actual}, not ${expected}`,
      expected,
      actual,
      asExpected(call.returns),
    ),
  ];
}

function memberNames(value: DecodedValue | undefined): string[] {
  if (value?.kind === "pointer") return memberNames(value.pointee);
  return value?.kind === "struct" ? value.members.map(({ name }) => name) : [];
}

/** What helps where a call has no such argument, or the argument no such member. */
function misspelt(name: string, members: readonly string[], { args, kfunc }: CallRecord): string {
  const arg = args.find((each) => each.name === name);
  const names = args.flatMap((each) => each.name ?? []);
  if (!arg) return didYouMean(name, names, `${kfunc} takes ${names.join(", ") || "nothing"}.`);
  const [member = ""] = members;
  const known = memberNames(arg.after ?? arg.before);
  return didYouMean(member, known, known.length > 0 ? `${name} has ${known.join(", ")}.` : `${name} has no members.`);
}

/** `opts.error` is the argument's name, then members; the state after the call counts. */
function compareArgument(
  [key, expected]: [string, string | number],
  call: CallRecord,
  path: (string | number)[],
  btf: Btf,
): Mismatch[] {
  const [name = "", ...members] = key.split(".");
  const arg = call.args.find((each) => each.name === name);
  const value = arg && valueAt(arg.after ?? arg.before, members);
  if (value && isExpected(value, expected, btf)) return [];
  const actual = value ? printValue(value) : "nothing of this name";
  const difference = differs(
    [...path, "args", key],
    `${key} is ${actual} after ${call.kfunc}, not ${expected}`,
    expected,
    actual,
    asExpected(value),
  );
  return [value ? difference : { ...difference, help: misspelt(name, members, call) }];
}

function compareCall(expected: ExpectedCall, call: CallRecord, index: number, btf: Btf): Mismatch[] {
  const [name, details] = detailsOf(expected);
  const path = ["expect", "calls", index];
  if (name !== call.kfunc) {
    return [differs(path, `Call ${index + 1} is ${call.kfunc}, not ${name}`, name, call.kfunc)];
  }
  const inside = typeof expected === "string" ? path : [...path, name];
  return [
    ...(details.returns === undefined ? [] : compareReturn(details.returns, call, inside, btf)),
    ...Object.entries(details.args ?? {}).flatMap((entry) => compareArgument(entry, call, inside, btf)),
  ];
}

const names = (list: readonly string[]) => list.join(", ") || "none";

/** Every kfunc call of the run, in order. */
export const compareCalls: Comparison<"calls"> = (expected, outcome, btf) => {
  const actual = outcome.calls.map((call) => call.kfunc);
  const wanted = expected.map((call) => detailsOf(call)[0]);
  const paired = expected.flatMap((call, index) => {
    const record = outcome.calls[index];
    return record ? compareCall(call, record, index, btf) : [];
  });
  const made = actual.length + (outcome.callsOmitted ?? 0);
  if (made === wanted.length) return paired;
  const path = actual.length < wanted.length ? ["expect", "calls", actual.length] : ["expect", "calls"];
  const message = `The run made ${counted(made, "kfunc call")}, not ${wanted.length}`;
  return [...paired, differs(path, message, names(wanted), names(actual))];
};
