import type { FaultRecord, Outcome } from "../../core/emulator/outcome.ts";
import { streamNames } from "../../core/kernel/objects/program-streams.ts";
import type { Scenario } from "../../core/spec/example-spec.ts";
import type { Path } from "../../core/spec/path.ts";
import { printScalar } from "../../core/spec/print-spec.ts";
import type { Observation, ObservedCall, RecordedRefusal, RecordedRun } from "../../core/spec/record.ts";
import { explainMessage, wordsOfMessage } from "../../core/verifier/explanations.ts";
import { faultRules } from "../../core/vm/fault.ts";
import { observe } from "./observation.ts";
import { replacedKfuncs } from "./replaced-kfuncs.ts";
import { unreturningKfuncs } from "./unreturning-kfuncs.ts";

type WithoutInputs<Run> = Run extends unknown ? Omit<Run, "inputs"> : never;

/** What Linux made of a scenario, now or when the record was written. */
export type LinuxRun = WithoutInputs<Exclude<RecordedRun, { result: "not-run" }>>;

/** Something that the two engines did differently. */
export interface Difference {
  /** Into the scenario. */
  readonly path: Path;
  /** What differs, as a sentence's subject: "the return value", "opts.error after call 5, bpf_xdp_get_xfrm_state,". */
  readonly what: string;
  readonly linux: string;
  readonly emulator: string;
  /** What to do about it, where it is not the emulator's model that is likely to be wrong. */
  readonly help?: string;
}

const NONE = "nothing";

const describeFault = ({ rule, at, message }: FaultRecord) => `${message} (${rule}, line ${at.line})`;

function compareText(path: Path, what: string, linux: string | undefined, emulator: string | undefined): Difference[] {
  return linux === emulator ? [] : [{ path, what, linux: linux ?? NONE, emulator: emulator ?? NONE }];
}

/** Values that both engines saw: what only one can see is no difference. */
function compareSeen(
  linux: Observation["globals"],
  emulator: Observation["globals"],
  place: (name: string) => { path: Path; what: string },
): Difference[] {
  return Object.entries(emulator).flatMap(([name, value]) => {
    const { path, what } = place(name);
    return linux[name] === undefined ? [] : compareText(path, what, linux[name], value);
  });
}

function compareCall(linux: ObservedCall, emulator: ObservedCall, index: number): Difference[] {
  const path = ["expect", "calls", index];
  const call = `call ${index + 1}, ${emulator.kfunc}`;
  return [
    ...(linux.returns === undefined
      ? []
      : compareText([...path, emulator.kfunc, "returns"], `what ${call}, returned`, linux.returns, emulator.returns)),
    ...compareSeen(linux.args, emulator.args, (name) => ({
      path: [...path, emulator.kfunc, "args", name],
      what: `${name} after ${call},`,
    })),
  ];
}

interface NumberedCall {
  readonly call: ObservedCall;
  /** Among all calls of the run. */
  readonly index: number;
}

const isUnseen = ({ kfunc }: ObservedCall): boolean => replacedKfuncs.has(kfunc) || unreturningKfuncs.has(kfunc);

/** Without those that Linux has no trace of. */
const numbered = (calls: readonly ObservedCall[]): NumberedCall[] =>
  calls.map((call, index) => ({ call, index })).filter(({ call }) => !isUnseen(call));

const namesOf = (calls: readonly NumberedCall[]) => calls.map(({ call }) => call.kfunc).join(", ") || "none";

/** In order: where the calls themselves are others, their values are not looked at. */
function compareCalls(linux: readonly NumberedCall[], emulator: readonly NumberedCall[]): Difference[] {
  if (namesOf(linux) !== namesOf(emulator)) {
    const path = ["expect", "calls"];
    return [{ path, what: "the list of kfunc calls", linux: namesOf(linux), emulator: namesOf(emulator) }];
  }
  return emulator.flatMap(({ call, index }, position) => {
    const other = linux[position];
    return other ? compareCall(other.call, call, index) : [];
  });
}

/** Values that both engines show; what one has no means to see is no difference. */
function compareBoth(path: Path, what: string, linux: string | undefined, emulator: string | undefined): Difference[] {
  return linux === undefined || emulator === undefined ? [] : compareText(path, what, linux, emulator);
}

function compareMaps(linux: Observation["maps"] = {}, emulator: Observation["maps"] = {}): Difference[] {
  return Object.entries(emulator).flatMap(([map, values]) => {
    const seen = linux[map];
    if (!seen) return [];
    const keys = [...new Set([...Object.keys(seen), ...Object.keys(values)])];
    return keys.flatMap((key) => {
      const path = ["expect", "maps", map, key.split(".")[0] ?? key];
      return compareText(path, `the element ${key} of ${map}`, seen[key], values[key]);
    });
  });
}

function compareLists(
  path: Path,
  what: string,
  linux: readonly string[] | undefined,
  emulator: readonly string[] | undefined,
): Difference[] {
  return compareBoth(path, what, linux?.join("\n"), emulator?.join("\n"));
}

/** Kernels before 6.17 have no streams to read. */
function compareStreams(linux: Observation["streams"], emulator: Observation["streams"] = {}): Difference[] {
  if (!linux) return [];
  return streamNames.flatMap((name) =>
    compareText(["expect", "streams", name], `what stands in ${name}`, linux[name], emulator[name]),
  );
}

function compareObservations(linux: Observation, emulator: Observation): Difference[] {
  const { calls } = linux;
  return [
    ...(linux.results ? compareBoth : compareText)(
      ["expect", "return"],
      "the return value",
      linux.returns,
      emulator.returns,
    ),
    ...compareMaps(linux.maps, emulator.maps),
    ...compareSeen(linux.context ?? {}, emulator.context ?? {}, (name) => ({
      path: ["expect", "context", name],
      what: `${name} of the context after the run`,
    })),
    ...compareBoth(["expect", "output"], "what the iterator wrote", linux.output, emulator.output),
    ...compareLists(["expect", "printed"], "the printed lines", linux.printed, emulator.printed),
    ...compareStreams(linux.streams, emulator.streams),
    ...compareLists(["expect", "results"], "what the actions came to", linux.results, emulator.results),
    ...compareSeen(linux.globals, emulator.globals, (name) => ({
      path: ["expect", "globals", name.split(".")[0] ?? name],
      what: `the global ${name} after the run`,
    })),
    ...(linux.packet === undefined
      ? []
      : compareText(["expect", "packet"], "the packet after the run", linux.packet, emulator.packet)),
    ...(calls && emulator.calls ? compareCalls(numbered(calls), numbered(emulator.calls)) : []),
  ];
}

const ACCEPTANCE = "whether the program may run";

function compareRun(linux: Observation, { expect }: Scenario, outcome: Outcome): Difference[] {
  const path = expect.rejected === undefined ? ["expect"] : ["expect", "rejected"];
  const ran = "it was loaded and ran";
  const { fault } = outcome;
  if (fault) return [{ path, what: ACCEPTANCE, linux: ran, emulator: describeFault(fault) }];
  return compareObservations(linux, observe(outcome, expect));
}

/** The words of the rule that is broken, or else of any, by which a refusal is stated: `rejected: Unreleased reference`. */
function statement(messages: readonly string[], fault: FaultRecord | undefined): string | undefined {
  const ofRule: readonly string[] = fault ? faultRules[fault.rule].verifier : [];
  const known = ofRule.find((words) => holds(messages, words)) ?? messages.map(wordsOfMessage).find((words) => words);
  const words = known ?? messages[0];
  return words === undefined ? undefined : `rejected: ${printScalar(words)}`;
}

/** What the verifier's first message that means something asks for. */
function remedyFor(messages: readonly string[], fault?: FaultRecord): string {
  const [remedy = "Mend the program."] = messages.flatMap((each) => explainMessage(each, fault?.rule)?.remedy ?? []);
  return remedy;
}

export const holds = (messages: readonly string[], words: string) =>
  messages.some((message) => message.includes(words));

/** The verifier must say the scenario's words, and words of the rule that the run in the emulator broke. */
function compareRefusal({ messages }: RecordedRefusal, { expect }: Scenario, { fault }: Outcome): Difference[] {
  const said = messages.join("; ") || "no reason";
  if (!fault) {
    const help = `Linux refuses the program. ${remedyFor(messages)} Where the refusal is what the scenario shows, state it: ${statement(messages, fault) ?? "rejected"}; the emulator, whose run broke no rule, then has to find it, too.`;
    return [{ path: ["expect"], what: ACCEPTANCE, linux: `refused: ${said}`, emulator: "the run broke no rule", help }];
  }
  const line = statement(messages, fault);
  const stated = line !== undefined && {
    help: `Linux refuses the program. ${remedyFor(messages, fault)} Where that is what the scenario shows, expect it, beside the fault: ${line}`,
  };
  const { rejected } = expect;
  const path = ["expect", "rejected"];
  const rules: readonly string[] = faultRules[fault.rule].verifier;
  const wordings = [rejected ?? []].flat();
  const wanted = rejected === undefined ? "no refusal is expected" : `the scenario expects: ${wordings.join(" | ")}`;
  return [
    ...(wordings.some((wording) => holds(messages, wording))
      ? []
      : [{ path, what: "why the verifier refuses the program", linux: said, emulator: wanted, ...stated }]),
    ...(rules.some((words) => holds(messages, words))
      ? []
      : [{ path: ["expect", "fault"], what: "the rule that is broken", linux: said, emulator: describeFault(fault) }]),
  ];
}

/**
 * Everything that Linux and the emulator did differently with one scenario; empty where they agree. What is compared,
 * and as what, `observation.ts` says.
 */
export function compareEngines(scenario: Scenario, linux: LinuxRun, emulated: Outcome): Difference[] {
  return linux.result === "ran"
    ? compareRun(linux.observed, scenario, emulated)
    : compareRefusal(linux.refusal, scenario, emulated);
}
