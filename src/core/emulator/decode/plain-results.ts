import type { CallRecord, Outcome } from "../outcome.ts";

/** Negative results that are no errors, by kfunc: what specs say in `not_errors`. */
export type PlainResults = Readonly<Record<string, readonly number[]>>;

function plainCall(call: CallRecord, plain: readonly number[]): CallRecord {
  const { returns } = call;
  if (returns?.kind !== "integer" || !plain.includes(Number(returns.value))) return call;
  const { name: _, ...number } = returns;
  return { ...call, returns: number };
}

/** An outcome in which numbers that only look like errno values are numbers. */
export function withPlainResults(outcome: Outcome, plain: PlainResults): Outcome {
  return { ...outcome, calls: outcome.calls.map((call) => plainCall(call, plain[call.kfunc] ?? [])) };
}
