import { type DiagnosticCode, diagnosticCodes } from "../../core/diagnostics/codes.ts";
import { nearest } from "../../core/diagnostics/nearest.ts";
import { oneOf } from "../../core/diagnostics/one-of.ts";
import { errnoNames } from "../../core/uapi/errno.ts";
import { explainMessage, wordsOfMessage } from "../../core/verifier/explanations.ts";
import { uncaughtRules } from "../../core/verifier/uncaught-rules.ts";
import { type FaultRule, faultRules, isGap } from "../../core/vm/fault.ts";
import { kfdocCommand } from "../../core/words/kfdoc-command.ts";
import { readContent } from "../build/read-content.ts";
import { UsageError } from "../reports/usage-error.ts";
import { breakingScenarios } from "./breaking-scenarios.ts";
import { diagnosticExample } from "./diagnostic-example.ts";
import { errnoAsked, explainErrno } from "./explain-errno.ts";

/** Where explanations are read from: the folder of package.json, and the content folder. */
export interface ExplainPlaces {
  readonly project: string;
  readonly content: string;
}

const indented = (text: string) => text.trimEnd().replace(/^(?=.)/gm, "  ");

const isCode = (asked: string): asked is DiagnosticCode => Object.hasOwn(diagnosticCodes, asked);
const isRule = (asked: string): asked is FaultRule => Object.hasOwn(faultRules, asked);

function explainCode(code: DiagnosticCode, { project }: ExplainPlaces): string {
  const { title, explanation } = diagnosticCodes[code];
  const { input, finding } = diagnosticExample(project, code);
  return [
    `${code}: ${title}`,
    explanation,
    ...(input ? [`For example, ${input.path} holds:`, indented(input.text)] : []),
    input ? "Then this is found:" : "For example, this is found:",
    indented(finding),
  ].join("\n\n");
}

/** The verifier's words for a rule, each with what it means and what to do. */
function verifierParts(words: readonly string[], rule?: FaultRule): string[] {
  return words.map((each) => {
    const explained = explainMessage(each, rule);
    return `  ${each}${explained ? `\n    ${explained.meaning}\n    ${explained.remedy}` : ""}`;
  });
}

function explainRule(rule: FaultRule, { content }: ExplainPlaces): string {
  const { title, verifier } = faultRules[rule];
  const [broken] = breakingScenarios(content, rule);
  const gap = "It is a gap of the emulator, not a rule of Linux: what the program does there is not known.";
  const example = broken && [
    `For example, ${broken.reference}: ${broken.summary}`,
    ...(broken.line === undefined ? [] : [`It ends at the line that holds:\n\n  ${broken.line}`]),
    `${kfdocCommand(`run ${broken.reference}`)} shows the run.`,
  ];
  return [
    `${rule}: ${title}`,
    ...(isGap(rule) ? [gap] : []),
    ...(verifier.length > 0
      ? [`The kernel's verifier says of it:\n\n${verifierParts(verifier, rule).join("\n\n")}`]
      : []),
    ...(example ?? []),
  ].join("\n\n");
}

/** A message of the verifier, by the rule that it stands for, or why no run shows it. */
function explainWords(message: string): string | undefined {
  const known = wordsOfMessage(message);
  const rules = (Object.keys(faultRules) as FaultRule[]).filter((rule) =>
    faultRules[rule].verifier.some((words) => words === known),
  );
  const explained = explainMessage(message);
  if (explained) {
    const named = rules.map((rule) => `  ${rule}: ${faultRules[rule].title}`);
    return [`${explained.meaning}\n${explained.remedy}`, `In the emulator it is\n\n${named.join("\n")}`].join("\n\n");
  }
  const uncaught = uncaughtRules.find(({ words }) => words.some((each) => message.includes(each)));
  return uncaught && `${uncaught.about}: no run in the emulator shows this.\n\n${uncaught.why}`;
}

const allWords = (): string[] => Object.values(faultRules).flatMap(({ verifier }): readonly string[] => verifier);

/** So many names are offered. */
const MOST_OFFERED = 5;
/** Below so many letters a name stands in too many others. */
const FEWEST_LETTERS = 4;

/** What may have been meant: the nearest name, or those of which it is a part, and the verifier's messages that hold all its words. */
function nearby(asked: string): string {
  const names = [...Object.keys(diagnosticCodes), ...Object.keys(faultRules), ...errnoNames];
  const near = nearest(asked, [...names, ...allWords()]);
  const part = asked.toLowerCase();
  const holding =
    part.length < FEWEST_LETTERS ? [] : [...names, ...allWords()].filter((each) => each.toLowerCase().includes(part));
  const words = part.split(/\W+/).filter((word) => word !== "");
  const alike = words.length < 2 ? [] : allWords().filter((each) => words.every((word) => each.includes(word)));
  const offered = [...new Set([...(near === undefined ? [] : [near]), ...holding, ...alike])];
  if (offered.length === 0) return `${kfdocCommand("explain")} lists all codes and rules.`;
  return `Did you mean ${oneOf(offered.slice(0, MOST_OFFERED))}?`;
}

/** What a diagnostic's code, a fault's rule or a message of the verifier means, with an example. */
export function explain(asked: string, places: ExplainPlaces): string {
  if (isCode(asked)) return explainCode(asked, places);
  if (isRule(asked)) return explainRule(asked, places);
  const errno = errnoAsked(asked);
  if (errno !== undefined) return explainErrno(errno, readContent(places.content).content);
  const words = explainWords(asked);
  if (words !== undefined) return words;
  throw new UsageError(
    `Neither a code of diagnostics, a rule of faults nor an error is called ${asked}, and the verifier's messages do not hold it`,
    nearby(asked.replace(/^-/, "")),
  );
}

/** All codes and rules, a line each. */
export function listExplained(): string {
  const width = Math.max(...[...Object.keys(diagnosticCodes), ...Object.keys(faultRules)].map(({ length }) => length));
  const lines = (entries: Readonly<Record<string, { readonly title: string }>>) =>
    Object.entries(entries).map(([name, { title }]) => `  ${name.padEnd(width)}  ${title}`);
  const errors = "Errors of functions are explained by name or number, such as ENOENT or -2.";
  return ["Diagnostics:", ...lines(diagnosticCodes), "", "Faults of runs:", ...lines(faultRules), "", errors].join(
    "\n",
  );
}
