import { steadyText } from "./steady-text.ts";
import { type LogEntry, parseVerifierLog } from "./verifier-log.ts";

/** Why and where the verifier refused a program. */
export interface Refusal {
  /** What it said about the instruction, the decisive sentence first. */
  readonly messages: readonly string[];
  /** Absent where it refused the program before it looked at any instruction. */
  readonly instruction?: { readonly slot: number; readonly text: string };
  /** The C line of the instruction; the file as the object names it. */
  readonly source?: { readonly file: string; readonly line: number; readonly text: string };
}

function lastOf<Kind extends LogEntry["kind"]>(entries: readonly LogEntry[], kind: Kind) {
  return entries.findLast((entry): entry is Extract<LogEntry, { kind: Kind }> => entry.kind === kind);
}

function messagesOf(entries: readonly LogEntry[], words: readonly string[]): string[] {
  const last = entries.findLastIndex(({ kind }) => kind === "instruction");
  const texts = (from: number) =>
    entries.slice(from).flatMap((entry) => (entry.kind === "message" ? [steadyText(entry.text)] : []));
  const after = texts(last + 1);
  const messages = after.length > 0 ? after : texts(0);
  const decisive = (text: string) => words.some((each) => text.includes(each));
  return [...messages.filter(decisive), ...messages.filter((text) => !decisive(text))];
}

/**
 * The end of a log of a program that was refused: the verifier stops at the first instruction that it can't allow, so
 * that the last one in the log is the one, and what follows it says why. `words` pick the decisive one among several
 * messages.
 */
export function findRefusal(log: string, words: readonly string[] = []): Refusal {
  const entries = parseVerifierLog(log);
  const instruction = lastOf(entries, "instruction");
  const source = instruction && lastOf(entries.slice(0, entries.indexOf(instruction)), "source");
  return {
    messages: messagesOf(entries, words),
    ...(instruction && { instruction: { slot: instruction.slot, text: steadyText(instruction.text) } }),
    ...(source && { source: { file: source.file, line: source.line, text: source.text } }),
  };
}
