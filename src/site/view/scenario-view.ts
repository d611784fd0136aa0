import { type ValueRow, valueRows, valueText } from "../../core/emulator/decode/value-text.ts";
import type { FaultRecord, UnobservedPart } from "../../core/emulator/outcome.ts";
import { type Explanation, explainMessage } from "../../core/verifier/explanations.ts";
import { type FaultRule, faultRules } from "../../core/vm/fault.ts";
import type { ExampleModel, ScenarioModel } from "../../node/build/site-model.ts";
import { pagePath, scenarioId, scenarioPath, watchPath } from "../paths.ts";
import { type CallFailure, callFailures, errorWords } from "./call-failure.ts";
import { type CallView, callViews, hasFailed } from "./call-view.ts";
import { endingPhrases, shortEnding } from "./ending-view.ts";
import { type EnginesView, enginesView } from "./engine-view.ts";
import { inputWords } from "./input-words.ts";
import { linuxWords } from "./linux-words.ts";
import { type PacketView, packetView } from "./packet-view.ts";
import type { Phrase } from "./phrase.ts";
import { type PlacedSource, type PlaceView, placeView } from "./place-view.ts";

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
  /** What it means and what to do, where no refusal of Linux stands below it with the same. */
  readonly explanation?: Explanation;
}

export interface ScenarioView {
  readonly id: string;
  /** The scenario on its example's own page. */
  readonly href: string;
  /** Where it can be stepped through. */
  readonly watch: string;
  readonly name: string;
  readonly summary: string;
  readonly verdict: Verdict;
  readonly variant?: string;
  readonly input: readonly string[];
  readonly returns?: string;
  /** What the closed row ends with: what the run returned, or why there was none. */
  readonly result: string;
  /** How the run in the emulator ended; absent where it did not run it. */
  readonly ending?: readonly Phrase[];
  /** Why the emulator did not run it. */
  readonly gap?: string;
  /** The kernel by whose record the outcome is shown, where the emulator did not run it. */
  readonly recordedBy?: string;
  readonly globals: readonly ValueRow[];
  /** What globals held before the run was seen, too. */
  readonly globalsChange: boolean;
  readonly calls: readonly CallView[];
  /** Calls that returned an error value. */
  readonly failures: readonly CallFailure[];
  /** For the closed row: `-ENOENT`, of the kfunc that the page is about. */
  readonly errors: readonly string[];
  /** The kfunc that the page is about, where the run never came to call it. */
  readonly uncalled?: string;
  readonly packet?: PacketView;
  /** What stands in the program's own streams after the run, without the empty lines at its end. */
  readonly streams: readonly { readonly name: string; readonly text: string }[];
  readonly fault?: FaultView;
  readonly held: readonly { readonly object: string; readonly place: PlaceView }[];
  readonly engines: EnginesView;
}

/** All that a page shows of one scenario; `self` is the kfunc that the page is about. */
export function scenarioView(example: ExampleModel, scenario: ScenarioModel, self?: string): ScenarioView {
  const { spec, outcome, name, summary, variant, gap, engines } = scenario;
  const reference = `${example.key}#${name}`;
  const rule = outcome?.fault?.rule;
  return {
    id: scenarioId(example.key, name),
    href: scenarioPath(reference),
    watch: watchPath(reference),
    name,
    summary,
    verdict: verdictOf(scenario),
    ...(variant ? { variant } : {}),
    input: inputWords(spec),
    result: resultOf(scenario),
    ...(gap === undefined ? {} : { gap }),
    ...outcomeView(example, scenario, self),
    engines: enginesView({ engines, alone: gap !== undefined, reference, ...(rule ? { rule } : {}) }),
  };
}

const nothing = {
  globals: [],
  globalsChange: false,
  calls: [],
  failures: [],
  errors: [],
  streams: [],
  held: [],
} as const;

type OutcomeView = Pick<
  ScenarioView,
  keyof typeof nothing | "returns" | "ending" | "recordedBy" | "uncalled" | "packet" | "fault"
>;

/** What a run did; a program that was refused before it ran did nothing. */
function outcomeView(example: ExampleModel, scenario: ScenarioModel, self: string | undefined): OutcomeView {
  const { outcome, gap } = scenario;
  if (!outcome) return nothing;
  const failures = callFailures(outcome);
  const isUnseen = (part: UnobservedPart) => outcome.unobserved?.includes(part) ?? false;
  const recordedBy = gap === undefined ? undefined : scenario.engines.find(({ state }) => state === "ran");
  const globalsChange = !isUnseen("globalsBefore");
  return {
    ...(outcome.returns ? { returns: valueText(outcome.returns) } : {}),
    ...(isUnseen("instructionsExecuted") ? {} : { ending: endingPhrases(outcome) }),
    ...(recordedBy ? { recordedBy: linuxWords([recordedBy]) } : {}),
    globals: outcome.globals.flatMap(({ name, before, after }) =>
      valueRows(name, globalsChange ? before : after, globalsChange ? after : undefined),
    ),
    globalsChange,
    calls: callViews(outcome, self, example),
    failures,
    errors: errorWords(failures, self),
    ...(self && !isUnseen("calls") && outcome.calls.every(({ kfunc }) => kfunc !== self) ? { uncalled: self } : {}),
    ...(outcome.packet ? { packet: packetView(outcome.packet) } : {}),
    streams: Object.entries(outcome.streams ?? {}).map(([name, text]) => ({ name, text: text.trimEnd() })),
    ...(outcome.fault ? { fault: faultView(outcome.fault, example, scenario) } : {}),
    held: outcome.referencesHeld.map(({ object, acquiredAt }) => ({ object, place: placeView(acquiredAt, example) })),
  };
}

const isRefused = ({ engines }: ScenarioModel) => engines.some(({ state }) => state === "rejected");

/** What is expected, and what it means, is only said where it was not seen. */
function unseenRefusal(scenario: ScenarioModel, rule: FaultRule): Pick<FaultView, "rejected" | "explanation"> {
  if (isRefused(scenario)) return {};
  const rejected = [scenario.spec.expect.rejected ?? []].flat();
  const [explanation] = [...rejected, ...faultRules[rule].verifier].flatMap(
    (words) => explainMessage(words, rule) ?? [],
  );
  return { ...(rejected.length > 0 && { rejected }), ...(explanation && { explanation }) };
}

function resultOf(scenario: ScenarioModel): string {
  const { outcome } = scenario;
  if (outcome) return shortEnding(outcome);
  return isRefused(scenario) ? "not loaded" : "";
}

export function verdictOf(scenario: ScenarioModel): Verdict {
  const { outcome } = scenario;
  if (outcome?.fault) return { tone: "fault", word: "Fault" };
  if (!outcome && isRefused(scenario)) return { tone: "fault", word: "Refused" };
  if (outcome?.calls.some(hasFailed)) return { tone: "error-value", word: "Error value" };
  return { tone: "success", word: "No error" };
}

function faultView(fault: FaultRecord, source: PlacedSource, scenario: ScenarioModel): FaultView {
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
    ...unseenRefusal(scenario, fault.rule),
  };
}

/** With a capital, unless it begins with a name of C. */
const sentence = (text: string): string => (/^\w*_/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1));
