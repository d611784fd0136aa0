import { nameOfErrno } from "../decode/decode-value.ts";
import type { DecodedValue, Outcome } from "../outcome.ts";
import { printValue } from "./expected-value.ts";

/** Whether an error stands in a value, at any depth. */
function holdsError(value: DecodedValue | undefined, error: string): boolean {
  switch (value?.kind) {
    case "integer":
      return value.name !== undefined && value.value === error;
    case "pointer":
      return holdsError(value.pointee, error);
    case "struct":
      return value.members.some((member) => holdsError(member.value, error));
    default:
      return false;
  }
}

/** Whether a kfunc gave an error in the run: returned it, or stored it in an argument. */
const isGivenError = (error: string, { calls }: Outcome): boolean =>
  calls.some(({ returns, args }) =>
    [returns, ...args.map(({ after }) => after)].some((each) => holdsError(each, error)),
  );

/** A value for a message: as an error where an error was expected, or a kfunc gave it as one, -EBUSY (-16). */
export function printActual(value: DecodedValue, expected: unknown, outcome: Outcome): string {
  if (value.kind !== "integer" || value.name !== undefined) return printValue(value);
  const isError = (typeof expected === "string" && expected.startsWith("-E")) || isGivenError(value.value, outcome);
  const name = isError ? nameOfErrno(BigInt(value.value)) : undefined;
  return printValue(name === undefined ? value : { ...value, name });
}
