import { isGap } from "../../vm/fault.ts";
import { counted } from "../../words/counted.ts";
import { valueRows, valueText } from "../decode/value-text.ts";
import { endingOf, endingWords } from "../ending.ts";
import type { CallRecord, CodePlace, DecodedValue, FaultRecord, Outcome } from "../outcome.ts";

const placeText = ({ file, line }: CodePlace): string => `${file.replace(/^\.\//, "")}:${line}`;
const withPlace = (at: CodePlace): string => `${placeText(at)}: ${at.text.trim()}`;

/** A part of an outcome in lines, under a heading; nothing where it is empty. */
const part = (heading: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`${heading}:`, ...lines.map((line) => (line === "" ? "" : `  ${line}`))];

/** A line for each value that changed of what has the name: the whole of it, a member, or what a pointer leads to. */
const changes = (name: string, before: DecodedValue, after?: DecodedValue): string[] =>
  valueRows(name, before, after).flatMap((row) =>
    row.after === undefined ? [] : [`${row.path}: ${row.before} → ${row.after}`],
  );

function printFault({ rule, message, at, instruction, origin }: FaultRecord): string[] {
  const heading = isGap(rule) ? `gap (${rule})` : `fault (${rule})`;
  const from = origin ? [`${origin.message} at ${withPlace(origin.at)}`] : [];
  return part(heading, [message, `at ${withPlace(at)}`, `instruction ${at.slot}: ${instruction}`, ...from]);
}

/** `bpf_dynptr_size(p = → stack) = 98`, with the place where the engine knows one, and what it changed of what its arguments lead to. */
function printCall({ kfunc, at, args, returns }: CallRecord): string[] {
  const list = args.map(({ name, before }) => `${name} = ${valueText(before)}`).join(", ");
  const result = returns ? ` = ${valueText(returns)}` : "";
  const changed = args.flatMap(({ name, before, after }) => changes(name, before, after));
  const place = at.file === "" ? [] : [`at ${placeText(at)}`];
  return [`${kfunc}(${list})${result}`, ...[...place, ...changed].map((line) => `  ${line}`)];
}

function printPacket({ packet }: Outcome): string[] {
  if (!packet || packet.before === packet.after) return [];
  return part("packet", [`before ${packet.before}`, `after  ${packet.after}`]);
}

function ending(outcome: Outcome): string[] {
  const { returns, runs, fault, instructionsExecuted } = outcome;
  if (fault) return printFault(fault);
  const times = runs === undefined ? "" : `, ${counted(runs, "run")}`;
  const steps = instructionsExecuted === 0 ? "" : `, ${counted(instructionsExecuted, "instruction")}`;
  return [`${endingWords[endingOf(outcome)]}${returns ? ` ${valueText(returns)}` : ""}${times}${steps}`];
}

/** Empty ones too, as they count. */
const linesOf = (text: string): string[] => (text === "" ? [] : text.replace(/\n$/, "").split("\n"));

/** What a scenario did, for people: a line or more for each part that there is. Parts that an engine could not see are left out. */
export function printOutcome(outcome: Outcome): string[] {
  const { globals, maps = [], context, redirect, output, actions = [], calls, callsOmitted, callbacks = [] } = outcome;
  const { referencesHeld, printed = [] } = outcome;
  return [
    ...ending(outcome),
    ...part("calls", [...calls.flatMap(printCall), ...(callsOmitted ? [counted(callsOmitted, "more call")] : [])]),
    ...part(
      "callbacks",
      callbacks.map(({ kind, map, function: name, at }) => `${name} of a ${kind} in ${map}, after ${at} ns`),
    ),
    ...part(
      "globals",
      globals.flatMap(({ name, before, after }) => changes(name, before, after)),
    ),
    ...maps.flatMap(({ name, entries, isCut }) =>
      part(`map ${name}`, [
        ...entries.map(({ key, value }) => `${valueText(key)}: ${valueText(value)}`),
        ...(isCut ? ["…"] : []),
      ]),
    ),
    ...part("context", context ? changes("ctx", context.before, context.after) : []),
    ...printPacket(outcome),
    ...(redirect ? [`redirected to ${redirect.to}`] : []),
    ...(redirect?.programs ?? []).map(({ name, returns }) => `program ${name} returned ${valueText(returns)}`),
    ...part(
      "trigger",
      actions.map(({ action, result }) => `${action}: ${valueText(result)}`),
    ),
    ...part("printed", printed),
    ...Object.entries(outcome.streams ?? {}).flatMap(([name, text]) => part(name, linesOf(text))),
    ...part("output", output === undefined ? [] : linesOf(output)),
    ...part(
      "references held at the end",
      referencesHeld.map(({ object, acquiredAt }) => `${object}, acquired at ${withPlace(acquiredAt)}`),
    ),
  ];
}
