import { type LogEntry, parseVerifierLog } from "./verifier-log.ts";

/** What the verifier answered to a program that calls one helper without having set an argument. */
export interface HelperAnswer {
  /** Of the load; 0 where the program was loaded. */
  readonly errno: number;
  /** At level 1. */
  readonly log: string;
}

export type HelperVerdictKind =
  /** The verifier came to the arguments, or to what the helper returns. */
  | "allowed"
  /** No program of this form may call it. */
  | "barred"
  /** No program under this license may. */
  | "gpl-only"
  /** The log says something that is not known here. */
  | "unknown";

export interface HelperVerdict {
  readonly kind: HelperVerdictKind;
  /** Which rule decided, or what is not known. */
  readonly because: string;
}

/** In the order of check_helper_call (kernel/bpf/verifier.c, v6.1 to v7.3). */
const rules: readonly (HelperVerdict & { readonly pattern: RegExp })[] = [
  { kind: "barred", because: "program type", pattern: /^program of this type cannot use helper / },
  { kind: "barred", because: "program type", pattern: /^(unknown|invalid) func / },
  { kind: "gpl-only", because: "license", pattern: /^cannot call GPL-restricted function from non-GPL / },
  { kind: "barred", because: "program", pattern: /^helper call is not allowed in probe$/ },
  { kind: "barred", because: "sleepable", pattern: /^(helper call might sleep|sleepable helper \S+ in )/ },
  { kind: "barred", because: "program", pattern: /^func \S+ (not supported|supported only) for / },
  { kind: "barred", because: "program", pattern: /^program with __ref argument cannot tail call$/ },
  { kind: "allowed", because: "arguments", pattern: /^R\d (!read_ok|type=\S+ expected=.*|is not a scalar)$/ },
  { kind: "allowed", because: "end", pattern: /^(At program exit the register R0 has|Unreleased reference) / },
];

const isMessage = ({ kind }: LogEntry) => kind === "message";

/** Reads from an answer whether programs of the form may call the helper; words that are not known are no answer. */
export function readHelperVerdict({ errno, log }: HelperAnswer): HelperVerdict {
  if (errno === 0) return { kind: "allowed", because: "loaded" };
  const messages = parseVerifierLog(log).filter(isMessage);
  const rule = rules.find(({ pattern }) => messages.some(({ text }) => pattern.test(text)));
  if (rule) return { kind: rule.kind, because: rule.because };
  return { kind: "unknown", because: messages.map(({ text }) => text).join("\n") || `errno ${errno}` };
}
