import type { FaultRecord, Outcome } from "../../core/emulator/outcome.ts";
import { faultRules } from "../../core/vm/fault.ts";
import type { ExampleModel, ScenarioModel } from "../../node/build/site-model.ts";
import { pagePath, scenarioId, scenarioPath } from "../paths.ts";
import { type CallFailure, callFailures, errorWords } from "./call-failure.ts";
import { type CallView, callViews, hasFailed } from "./call-view.ts";
import { type EnginesView, enginesView } from "./engine-view.ts";
import { globalWords, kernelWords, packetWords } from "./input-words.ts";
import { type PacketView, packetView } from "./packet-view.ts";
import { type PlacedSource, type PlaceView, placeView } from "./place-view.ts";
import { type ValueRow, valueRows, valueText } from "./value-text.ts";

/**
 * How a run went, in words; the tone only colours them. An error value is one that a kfunc returned, whether or not the
 * program expects it.
 */
export interface Verdict {
  readonly tone: "success" | "error-value" | "fault";
  readonly word: string;
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
  /** The verifier's expected words, a wording each, where no Linux on record said them. */
  readonly rejected?: readonly string[];
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
  /** Calls that returned an error value. */
  readonly failures: readonly CallFailure[];
  /** For the closed row: `-ENOENT`, of the kfunc that the page is about. */
  readonly errors: readonly string[];
  /** The kfunc that the page is about, where the run never came to call it. */
  readonly uncalled?: string;
  readonly packet?: PacketView;
  readonly fault?: FaultView;
  readonly held: readonly { readonly object: string; readonly place: PlaceView }[];
  readonly engines: EnginesView;
}

/** All that a page shows of one scenario; `self` is the kfunc that the page is about. */
export function scenarioView(example: ExampleModel, scenario: ScenarioModel, self?: string): ScenarioView {
  const { spec, outcome, name, summary, variant } = scenario;
  const failures = callFailures(outcome);
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
    calls: callViews(outcome, self, example),
    failures,
    errors: errorWords(failures, self),
    ...(self && outcome.calls.every(({ kfunc }) => kfunc !== self) ? { uncalled: self } : {}),
    ...(outcome.packet ? { packet: packetView(outcome.packet) } : {}),
    ...(outcome.fault
      ? { fault: faultView(outcome.fault, example, isOnRecord(scenario) ? [] : [spec.expect.rejected ?? []].flat()) }
      : {}),
    held: outcome.referencesHeld.map(({ object, acquiredAt }) => ({ object, place: placeView(acquiredAt, example) })),
    engines: enginesView(scenario.engines),
  };
}

/** What is expected is only said where it was not seen. */
const isOnRecord = ({ engines }: ScenarioModel) => engines.some(({ state }) => state === "rejected");

export function verdictOf(outcome: Outcome): Verdict {
  if (outcome.fault) return { tone: "fault", word: "Fault" };
  if (outcome.calls.some(hasFailed)) return { tone: "error-value", word: "Error value" };
  return { tone: "success", word: "No error" };
}

function faultView(fault: FaultRecord, source: PlacedSource, rejected: readonly string[]): FaultView {
  const { origin } = fault;
  return {
    title: faultRules[fault.rule].title,
    rule: fault.rule,
    href: pagePath("fault", fault.rule),
    message: sentence(fault.message),
    place: placeView(fault.at, source),
    instruction: fault.instruction,
    slot: fault.at.slot,
    ...(origin ? { origin: { message: sentence(origin.message), place: placeView(origin.at, source) } } : {}),
    ...(rejected.length > 0 ? { rejected } : {}),
  };
}

/** With a capital, unless it begins with a name of C. */
const sentence = (text: string): string => (/^\w*_/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1));
