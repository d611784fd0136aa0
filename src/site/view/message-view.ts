import GithubSlugger from "github-slugger";
import { type Explanation, explainMessage } from "../../core/verifier/explanations.ts";
import { uncaughtRules } from "../../core/verifier/uncaught-rules.ts";
import { type FaultRule, faultRules } from "../../core/vm/fault.ts";
import { counted } from "../../core/words/counted.ts";
import type { ExampleModel, ScenarioModel, SiteModel } from "../../node/build/site-model.ts";
import type { PageHeading } from "../markdown/headings.ts";
import { pagePath, scenarioPath } from "../paths.ts";
import { grouped } from "./grouped.ts";
import { type RefusalView, refusalViews } from "./refusal-view.ts";

/** What a rule makes of the words: the page about the rule, and what is to be done. */
export interface MessageRule {
  readonly title: string;
  /** Absent for rules that the emulator leaves to the verifier. */
  readonly href?: string;
  readonly explanation?: Explanation;
  /** Why no run of the emulator breaks it. */
  readonly why?: string;
}

/** A program that a verifier refused with the words. */
export interface RefusedRun {
  readonly title: string;
  readonly scenario: string;
  readonly summary: string;
  readonly href: string;
  readonly refusals: readonly RefusalView[];
}

export interface MessageView {
  /** The part of the message that stays the same, whatever program it is about. */
  readonly words: string;
  readonly slug: string;
  readonly href: string;
  /** Of the message, as a kernel wrote it about a program; absent where no record has one. */
  readonly sample?: string;
  readonly summary: string;
  readonly rules: readonly MessageRule[];
  /** The heading above what they say. */
  readonly advice: string;
  readonly runs: readonly RefusedRun[];
  /** How many more there are than are listed. */
  readonly more: number;
  readonly headings: readonly PageHeading[];
}

interface Words {
  readonly words: string;
  readonly rules: readonly MessageRule[];
}

function caughtRules(): (MessageRule & { readonly words: string })[] {
  return (Object.keys(faultRules) as FaultRule[]).flatMap((rule) =>
    faultRules[rule].verifier.map((words) => {
      const explanation = explainMessage(words, rule);
      const { title } = faultRules[rule];
      return { words, title, href: pagePath("fault", rule), ...(explanation && { explanation }) };
    }),
  );
}

const leftRules = () =>
  uncaughtRules.flatMap(({ about, words, why }) => words.map((each) => ({ words: each, title: about, why })));

/** What the words mean whatever the rule comes before what they mean of one rule alone. */
function generalFirst(words: string, rules: readonly MessageRule[]): MessageRule[] {
  const general = explainMessage(words)?.meaning;
  const isGeneral = ({ explanation }: MessageRule) => Number(explanation?.meaning === general);
  return rules.toSorted((left, right) => isGeneral(right) - isGeneral(left));
}

function allWords(): Words[] {
  const rules = grouped<MessageRule & { readonly words: string }, string>(
    [...caughtRules(), ...leftRules()],
    ({ words }) => words,
  );
  return [...rules].map(([words, members]) => ({ words, rules: generalFirst(words, members) }));
}

/** The most that a page shows with their logs. */
const mostRuns = 4;

interface Refused {
  readonly example: ExampleModel;
  readonly scenario: ScenarioModel;
  readonly messages: readonly string[];
}

function refusedRuns({ examples }: SiteModel): Refused[] {
  return examples.flatMap((example) =>
    example.scenarios.flatMap((scenario) => {
      const messages = scenario.engines.flatMap(({ refusal }) => refusal?.messages ?? []);
      return messages.length === 0 ? [] : [{ example, scenario, messages }];
    }),
  );
}

function runView({ example, scenario }: Refused): RefusedRun {
  const reference = `${example.key}#${scenario.name}`;
  const rule = scenario.outcome?.fault?.rule;
  return {
    title: example.title,
    scenario: scenario.name,
    summary: scenario.summary,
    href: scenarioPath(reference),
    refusals: refusalViews(scenario.engines, { reference, ...(rule && { rule }) }).map(
      ({ explanation, ...view }) => view,
    ),
  };
}

/** Each message is that of the longest words that it holds, as it is explained. */
function refusedByWords(model: SiteModel, words: readonly Words[]): Map<string, Refused[]> {
  const longest = words.map((each) => each.words).sort((left, right) => right.length - left.length);
  const found = refusedRuns(model).flatMap((refused) => {
    const of = refused.messages.flatMap((message) => longest.find((each) => message.includes(each)) ?? []);
    return [...new Set(of)].map((each) => ({ words: each, refused }));
  });
  return new Map(
    [...grouped(found, (each) => each.words)].map(([key, all]) => [key, all.map(({ refused }) => refused)]),
  );
}

function summaryOf({ rules }: Words): string {
  const [first] = rules;
  if (first?.explanation) return first.explanation.meaning;
  const about = first?.title ?? "";
  const subject = about.charAt(0).toLowerCase() + about.slice(1);
  return `What the verifier says about ${subject}. The emulator of this site refuses no program for it.`;
}

const adviceTitle = (rules: readonly MessageRule[]): string =>
  rules.some(({ explanation }) => explanation) ? "What to do" : "Why the emulator refuses no program for it";

function messageView({ words, rules }: Words, slug: string, refused: readonly Refused[]): MessageView {
  const advice = adviceTitle(rules);
  const sample = refused.flatMap(({ messages }) => messages.filter((message) => message.includes(words)))[0];
  return {
    words,
    slug,
    href: pagePath("verifier-message", slug),
    ...(sample !== undefined && { sample }),
    summary: summaryOf({ words, rules }),
    rules,
    runs: refused.slice(0, mostRuns).map(runView),
    more: Math.max(0, refused.length - mostRuns),
    advice,
    headings: [
      { depth: 2, slug: "remedy", text: advice },
      ...(refused.length > 0 ? [{ depth: 2, slug: "refused", text: "Programs refused with it" }] : []),
    ],
  };
}

function findMessages(model: SiteModel): MessageView[] {
  const words = allWords();
  const refused = refusedByWords(model, words);
  const slugger = new GithubSlugger();
  return words.map((each) => {
    const slug = slugger.slug(each.words.replace(/[^\w]+/g, " ").trim());
    return messageView(each, slug, refused.get(each.words) ?? []);
  });
}

const known = new WeakMap<SiteModel, readonly MessageView[]>();

/** Every message of the verifier that rules of this site name: first those that runs break, then the others. */
export function messageViews(model: SiteModel): readonly MessageView[] {
  const views = known.get(model) ?? findMessages(model);
  known.set(model, views);
  return views;
}

/** "3 more programs" */
export const moreWords = (more: number): string => counted(more, "more program");

/** The page of exactly these words. */
export const messageHref = (model: SiteModel, words: string): string | undefined =>
  messageViews(model).find((view) => view.words === words)?.href;
