import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import type { CallRecord, Outcome } from "../emulator/outcome.ts";
import type { KfuncSpec } from "../spec/kfunc-spec.ts";
import type { ParsedFile } from "../spec/parsed-file.ts";
import { errnoName } from "../uapi/errno.ts";
import { errnoIn, lineOf, valueVia } from "./produced-value.ts";

/** Outcomes by `<subsystem>/<example>#<scenario>`. */
export type OutcomesByReference = Iterable<readonly [reference: string, outcome: Outcome]>;

interface Observed {
  readonly value: string;
  readonly via: string | undefined;
  readonly reference: string;
  readonly call: CallRecord;
}

/**
 * Errors that a kfunc gave in a run, returned or by a `via` that its spec names, and that its spec does not list; each once. None where
 * nobody has listed any yet. What a spec's `not_errors` names is none.
 */
export function auditObservedErrors(file: ParsedFile<KfuncSpec>, outcomes: OutcomesByReference): Diagnostic[] {
  const { name, errors, not_errors = [] } = file.value;
  if (!errors) return [];
  const places = [...new Set([undefined, ...errors.map(({ via }) => via)])];
  const results = not_errors.flatMap((number) => errnoName(number) ?? []);
  const known = new Set([...errors, ...results.map((value) => ({ value }))].map(keyOf));
  const findings: Diagnostic[] = [];
  for (const [reference, { calls }] of outcomes) {
    for (const observed of calls.flatMap((call) => (call.kfunc === name ? errorsOf(call, places, reference) : []))) {
      if (known.has(keyOf(observed))) continue;
      known.add(keyOf(observed));
      findings.push(unlisted(file, observed));
    }
  }
  return findings;
}

function keyOf({ value, via }: { readonly value: string; readonly via?: string | undefined }): string {
  return `${value} ${via ?? ""}`;
}

function errorsOf(call: CallRecord, places: readonly (string | undefined)[], reference: string): Observed[] {
  return places.flatMap((via) => {
    const value = errnoIn(via === undefined ? call.returns : valueVia(call, via));
    return value === undefined ? [] : [{ value, via, reference, call }];
  });
}

function unlisted({ value: { name }, spanOf }: ParsedFile<KfuncSpec>, { value, via, reference, call }: Observed) {
  const gave = via === undefined ? `returned -${value}` : `stored -${value} in ${via}`;
  const row = via === undefined ? `value: ${value}` : `value: ${value}, via: ${via}`;
  return errorAt(spanOf(["errors"], "key"), "audit/unlisted-error", `${name} ${gave}, which its spec does not list`, {
    notes: [{ message: `it did so in ${reference}${lineOf(call)}` }],
    help: `add { ${row} } with when, and shown_by: ${reference}`,
  });
}
