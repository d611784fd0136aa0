import type { Diagnostic, Note } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import type { CallRecord, Outcome } from "../emulator/outcome.ts";
import type { KfuncSpec } from "../spec/kfunc-spec.ts";
import type { ParsedFile } from "../spec/parsed-file.ts";
import { isErrorValue, lineOf, printDecoded, valueVia } from "./produced-value.ts";

/** The outcome of the scenario `<subsystem>/<example>#<scenario>`; undefined where it did not run. */
export type OutcomeOf = (reference: string) => Outcome | undefined;

/**
 * Errors whose `shown_by` scenario ran, but in which no call of the kfunc returned the value, or stored it in `via`.
 * A scenario that did not run has a finding of its own elsewhere.
 */
export function auditOutcomes(file: ParsedFile<KfuncSpec>, outcomeOf: OutcomeOf): Diagnostic[] {
  return (file.value.errors ?? []).flatMap((error, index) => {
    const outcome = error.shown_by === undefined ? undefined : outcomeOf(error.shown_by);
    if (!outcome) return [];
    const calls = outcome.calls.filter(({ kfunc }) => kfunc === file.value.name);
    if (calls.some((call) => isErrorValue(produced(call, error.via), error.value))) return [];
    return [unproduced(file, index, calls, outcome)];
  });
}

/** Whether it is the call that the fault of the run ended. */
const isUnended = (call: CallRecord, { calls, fault }: Outcome) =>
  call === calls.at(-1) && fault !== undefined && call.at.slot === fault.at.slot && call.returns === undefined;

function produced(call: CallRecord, via: string | undefined) {
  return via === undefined ? call.returns : valueVia(call, via);
}

function unproduced(
  { value: { name, errors }, spanOf }: ParsedFile<KfuncSpec>,
  index: number,
  calls: readonly CallRecord[],
  outcome: Outcome,
): Diagnostic {
  const { fault } = outcome;
  const error = errors?.[index];
  const wanted = error?.value === "NULL" ? "NULL" : `-${error?.value}`;
  const did = error?.via === undefined ? `return ${wanted}` : `store ${wanted} in ${error.via}`;
  const seen: Note[] = calls.map((call) => ({
    message: isUnended(call, outcome) ? `${call.kfunc} did not end${lineOf(call)}` : describeCall(call, error?.via),
  }));
  const none: Note[] = [{ message: `the scenario does not call ${name}` }];
  const ended: Note[] = fault ? [{ message: `the run ended in a fault: ${fault.message}` }] : [];
  return errorAt(
    spanOf(["errors", index, "shown_by"]),
    "audit/unproduced-error",
    `In ${error?.shown_by ?? "the scenario"} ${name} does not ${did}`,
    {
      notes: [...(calls.length > 0 ? seen : none), ...ended],
      help: "name a scenario that brings the condition about, or correct the value",
    },
  );
}

function describeCall(call: CallRecord, via: string | undefined): string {
  if (via === undefined) return `${call.kfunc} returned ${printDecoded(call.returns)}${lineOf(call)}`;
  return `after ${call.kfunc}, ${via} was ${printDecoded(valueVia(call, via))}${lineOf(call)}`;
}
