import { steadyText } from "./steady-text.ts";
import { parseVerifierLog } from "./verifier-log.ts";

/** A log as it is kept: the same at every boot, without what only repeats C. */
export interface CondensedLog {
  readonly lines: readonly string[];
  /** Lines before the first one, which are not kept; absent where none are missing. */
  readonly omitted?: number;
}

/** The end of a log tells why: these many lines of it. */
const MOST_LINES = 200;
const MOST_CHARACTERS = 400;

const shortened = (line: string) => (line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line);

/** Instruction and state stand in columns, padded. */
const withoutPadding = (line: string) =>
  line.replace(/^(\d+: \(.*?\S)\s+;\s*(.*)$/, (_, code, state) => (state ? `${code} ; ${state}` : code));

/**
 * The lines of a log that are worth keeping: neither statistics, which vary, nor the diagnosis, which `readDiagnosis`
 * keeps. `parseVerifierLog` reads them as it reads the whole log.
 */
export function condenseLog(log: string): CondensedLog {
  const lines = parseVerifierLog(log).flatMap(({ kind, whole }) =>
    kind === "statistics" || kind === "explanation" ? [] : [shortened(withoutPadding(steadyText(whole)))],
  );
  const omitted = Math.max(0, lines.length - MOST_LINES);
  return { lines: lines.slice(omitted), ...(omitted > 0 && { omitted }) };
}
