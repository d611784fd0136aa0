import type { CallRecord, CodePlace, FaultRecord, Outcome } from "../../core/emulator/outcome.ts";
import { faultRules } from "../../core/vm/fault.ts";
import type { ExampleModel, ScenarioModel } from "../../node/build/site-model.ts";
import { pagePath, scenarioId, scenarioPath } from "../paths.ts";
import { globalWords, kernelWords, packetWords } from "./input-words.ts";
import { type PacketView, packetView } from "./packet-view.ts";
import { type ValueRow, valueRows, valueText } from "./value-text.ts";

/** How a run ended, in a word; the tone only colours the word. */
export interface Verdict {
  readonly tone: "success" | "error-value" | "fault";
  readonly word: string;
}

export interface PlaceView {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

export interface CallView {
  readonly kfunc: string;
  readonly href: string;
  readonly place: PlaceView;
  readonly rows: readonly ValueRow[];
  /** Whether a row has a value after the call. */
  readonly changes: boolean;
  readonly returns?: string;
}

export interface FaultView {
  readonly title: string;
  readonly rule: string;
  readonly href: string;
  readonly message: string;
  readonly place: PlaceView;
  readonly instruction: string;
  readonly slot: number;
  readonly origin?: { readonly message: string; readonly place: PlaceView };
  /** The verifier's words, where the scenario says that Linux refuses the program. */
  readonly rejected?: string;
}

export interface ScenarioView {
  readonly id: string;
  /** The scenario on its example's own page. */
  readonly href: string;
  readonly name: string;
  readonly summary: string;
  readonly verdict: Verdict;
  readonly variant?: string;
  readonly input: readonly string[];
  readonly returns?: string;
  readonly instructions: number;
  readonly globals: readonly ValueRow[];
  readonly calls: readonly CallView[];
  readonly packet?: PacketView;
  readonly fault?: FaultView;
  readonly held: readonly { readonly object: string; readonly place: PlaceView }[];
}

/** All that a page shows of one scenario. */
export function scenarioView(example: ExampleModel, scenario: ScenarioModel): ScenarioView {
  const { spec, outcome, name, summary, variant } = scenario;
  return {
    id: scenarioId(example.key, name),
    href: scenarioPath(`${example.key}#${name}`),
    name,
    summary,
    verdict: verdictOf(outcome),
    ...(variant ? { variant } : {}),
    input: [...kernelWords(spec.kernel), ...packetWords(spec), ...globalWords(spec.globals)],
    ...(outcome.returns ? { returns: valueText(outcome.returns) } : {}),
    instructions: outcome.instructionsExecuted,
    globals: outcome.globals.flatMap(({ name, before, after }) => valueRows(name, before, after)),
    calls: outcome.calls.map(callView),
    ...(outcome.packet ? { packet: packetView(outcome.packet) } : {}),
    ...(outcome.fault ? { fault: faultView(outcome.fault, spec.expect.rejected) } : {}),
    held: outcome.referencesHeld.map(({ object, acquiredAt }) => ({ object, place: placeView(acquiredAt) })),
  };
}

export function verdictOf(outcome: Outcome): Verdict {
  if (outcome.fault) return { tone: "fault", word: "Fault" };
  if (outcome.calls.some(failed)) return { tone: "error-value", word: "Error value" };
  return { tone: "success", word: "Success" };
}

/** Whether a call returned NULL or a negative errno. */
function failed({ returns }: CallRecord): boolean {
  if (returns?.kind === "pointer") return returns.null;
  return returns?.kind === "integer" && returns.value.startsWith("-");
}

function callView(call: CallRecord): CallView {
  const rows = call.args.flatMap(({ name, before, after }) => valueRows(name, before, after));
  return {
    kfunc: call.kfunc,
    href: pagePath("kfunc", call.kfunc),
    place: placeView(call.at),
    rows,
    changes: rows.some(({ after }) => after !== undefined),
    ...(call.returns ? { returns: valueText(call.returns) } : {}),
  };
}

function faultView(fault: FaultRecord, rejected: string | undefined): FaultView {
  return {
    title: faultRules[fault.rule].title,
    rule: fault.rule,
    href: pagePath("fault", fault.rule),
    message: sentence(fault.message),
    place: placeView(fault.at),
    instruction: fault.instruction,
    slot: fault.at.slot,
    ...(fault.origin ? { origin: { message: sentence(fault.origin.message), place: placeView(fault.origin.at) } } : {}),
    ...(rejected ? { rejected } : {}),
  };
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const placeView = ({ file, line, text }: CodePlace): PlaceView => ({
  file: file.split("/").at(-1) ?? file,
  line,
  text: text.trim(),
});
