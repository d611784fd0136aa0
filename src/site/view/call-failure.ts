import { isErrorName } from "../../core/emulator/decode/decode-value.ts";
import { shortText } from "../../core/emulator/decode/value-text.ts";
import type { CallRecord, DecodedValue, Outcome } from "../../core/emulator/outcome.ts";
import { errnoName } from "../../core/uapi/errno.ts";
import { hasFailed } from "./call-view.ts";

/** A call that returned an error value, and the errors that it stored. */
export interface CallFailure {
  readonly kfunc: string;
  /** `NULL`, `-EINVAL` */
  readonly returned: string;
  /** `opts.error` and `-ENOENT` */
  readonly stored: readonly { readonly path: string; readonly value: string }[];
}

export const callFailures = ({ calls }: Outcome): CallFailure[] => calls.flatMap(failureOf);

function failureOf(call: CallRecord): CallFailure[] {
  if (!call.returns || !hasFailed(call)) return [];
  const stored = call.args.flatMap(({ name, after }) => (after ? errorsIn(name, after) : []));
  return [{ kfunc: call.kfunc, returned: shortText(call.returns), stored }];
}

function errorsIn(path: string, value: DecodedValue): CallFailure["stored"] {
  if (value.kind === "struct") return value.members.flatMap((each) => errorsIn(`${path}.${each.name}`, each.value));
  if (value.kind === "pointer") return value.pointee ? errorsIn(path, value.pointee) : [];
  const name = value.kind === "integer" ? (value.name ?? errnoAt(path, value.value)) : undefined;
  return name && /^-E[A-Z0-9]+$/.test(name) ? [{ path, value: name }] : [];
}

/** The name of a number that stands where an error is stored: `err`, which a pointer leads to, has no type that says so. */
function errnoAt(path: string, value: string): string | undefined {
  const name = isErrorName(path.split(".").at(-1) ?? "") ? errnoName(Number(value)) : undefined;
  return name && `-${name}`;
}

/** What tells a failure in a word: the error that it stored, or else what it returned. */
const errorsOf = ({ returned, stored }: CallFailure): readonly string[] =>
  stored.length > 0 ? stored.map(({ value }) => value) : [returned];

/** The error values of a run, each once: of the kfunc that the page is about, or of all where it is about none. */
export function errorWords(failures: readonly CallFailure[], self?: string): string[] {
  return [...new Set(failures.filter(({ kfunc }) => self === undefined || kfunc === self).flatMap(errorsOf))];
}
