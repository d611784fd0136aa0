import type { ErrorModel, KfuncModel, ParameterModel, SiteModel } from "../../node/build/site-model.ts";
import type { PageNames } from "../../node/pages/page-names.ts";
import { sectionIds } from "../../node/pages/section-ids.ts";
import type { PageHeading } from "../markdown/headings.ts";
import { type RenderedPage, renderText } from "../markdown/render-page.ts";
import { pagePath, scenarioId, scenarioPath } from "../paths.ts";
import type { ArticleLink } from "./article-view.ts";
import { availabilityLine } from "./availability-line.ts";
import { type AvailabilityView, availabilityView } from "./availability-view.ts";
import { type DeclarationsView, declarationsView } from "./declaration-view.ts";
import { familyConcept } from "./families.ts";
import { type HistoryEntry, historyEntries } from "./history-view.ts";
import { type KfuncExamples, kfuncExamples } from "./kfunc-examples.ts";
import type { NamedLink } from "./kfunc-row.ts";
import { flagPage, pageFacts, prose } from "./page-facts.ts";
import { suffixMeaning } from "./parameter-suffix.ts";
import { pathInC } from "./path-in-c.ts";
import type { Phrase } from "./phrase.ts";
import { returnAdvice } from "./return-advice.ts";
import { type SetView, setViews } from "./set-view.ts";
import { siteNames } from "./site-names.ts";
import { typeText } from "./type-text.ts";
import { type Unwritten, unwrittenOf } from "./unwritten-view.ts";

export interface MemberView {
  readonly id: string;
  /** As C reaches it: `opts->error`. */
  readonly path: string;
  readonly type: readonly Phrase[];
  readonly direction: string;
  readonly html: string;
  readonly values: readonly { readonly name: string; readonly html: string }[];
}

export interface ParameterView {
  readonly id: string;
  readonly name: string;
  readonly type: readonly Phrase[];
  /** Absent where nobody has written it yet. */
  readonly html?: string;
  /** What the end of its name asks of the caller. */
  readonly rule?: string;
  readonly members: readonly MemberView[];
}

export interface ErrorView {
  readonly id: string;
  /** `-ENOENT` or `NULL`. */
  readonly value: string;
  readonly number?: string;
  readonly arrives: string;
  readonly html: string;
  readonly shownBy?: { readonly name: string; readonly href: string };
  /** Markdown rendered: why no scenario shows it. */
  readonly notShown?: string;
}

/** What a flag asks of the program. */
export interface RuleView {
  readonly id: string;
  readonly name: string;
  /** The page about the flag. */
  readonly href: string;
  readonly summary: string;
}

/** What a section names, for the first screen. */
export interface Glance {
  readonly title: string;
  /** Absent where the page has no such section. */
  readonly href?: string;
  readonly entries: readonly { readonly name: string; readonly href: string; readonly code?: true }[];
}

export interface KfuncView {
  readonly name: string;
  /** Absent where nobody has written it yet. */
  readonly summary?: string;
  /** Since when, from where, and where it is: in one line. */
  readonly line: readonly (readonly Phrase[])[];
  /** The kfunc that it took the place of, and the one that took its place. */
  readonly renamed: { readonly predecessor?: NamedLink; readonly successor?: NamedLink };
  readonly unwritten?: Unwritten;
  /** The page about its family. */
  readonly concept?: ArticleLink;
  readonly declaration: string;
  /** What its sections name, for the first screen. */
  readonly glance: readonly Glance[];
  readonly parameters: readonly ParameterView[];
  readonly returns: {
    readonly type: readonly Phrase[];
    readonly html?: string;
    /** What to do with it, a sentence each. */
    readonly advice: readonly (readonly Phrase[])[];
  };
  /** Absent where nobody has listed them yet. */
  readonly errors?: readonly ErrorView[];
  readonly rules: readonly RuleView[];
  readonly sets: readonly SetView[];
  readonly availability: AvailabilityView;
  readonly declarations: DeclarationsView;
  readonly usage: RenderedPage;
  readonly history: readonly HistoryEntry[];
  readonly examples: KfuncExamples;
  /** Markdown rendered, a sentence each. */
  readonly notModelled: readonly string[];
  readonly headings: readonly PageHeading[];
}

/** Sections of the page in the reader's order; one without content is left out. */
const sections = {
  parameters: "Parameters",
  errors: "Errors",
  rules: "Rules",
  usage: "Usage",
  examples: "Examples",
  availability: "Availability",
  declarations: "For other kernels",
  history: "History",
  "not-modelled": "What the emulator leaves out",
} as const;

/** Below the examples in full, those that merely call the kfunc. */
export const mentions = { id: "also-called-in", title: "Also called in" } as const;

/** All that the page about one kfunc shows. */
export function kfuncView(model: SiteModel, kfunc: KfuncModel): KfuncView {
  const names = siteNames(model);
  const { name, spec } = kfunc;
  const examples = kfuncExamples(model, kfunc);
  const usage = prose(kfunc.page, { names, self: name, shift: 1, reserved: sectionIds.kfuncs });
  const concept = familyConcept(kfunc.subsystem);
  const unwritten = unwrittenOf(model, kfunc, usage.parts.length > 0);
  const view = {
    name,
    ...(spec.summary !== undefined && { summary: spec.summary }),
    line: availabilityLine(kfunc),
    renamed: renamedOf(kfunc),
    ...(unwritten && { unwritten }),
    ...(concept && { concept }),
    declaration: kfunc.declaration,
    parameters: kfunc.params.map((parameter) => parameterView(model, parameter, names, name)),
    returns: returnsOf(model, kfunc, names),
    ...(kfunc.errors && { errors: kfunc.errors.map((error) => errorView(error, kfunc, names, examples)) }),
    rules: kfunc.flags.map(ruleView),
    sets: setViews(kfunc),
    availability: availabilityView(model.kernels, kfunc),
    declarations: declarationsView(kfunc),
    usage,
    history: historyEntries(model, kfunc),
    examples,
    notModelled: kfunc.notModelled.map((sentence) => renderText(sentence, names, name)),
  };
  return { ...view, glance: glanceOf(view), headings: headingsOf(view) };
}

const ruleView = (flag: string): RuleView => ({
  id: `rule-${flag}`,
  name: flag,
  href: pagePath("flag", flag),
  summary: pageFacts("flag", flagPage(flag))?.summary ?? "",
});

function renamedOf({ history }: KfuncModel): KfuncView["renamed"] {
  const link = (name: string) => ({ name, href: pagePath("kfunc", name) });
  return {
    ...(history?.predecessor !== undefined && { predecessor: link(history.predecessor) }),
    ...(history?.successor !== undefined && { successor: link(history.successor) }),
  };
}

function returnsOf(model: SiteModel, kfunc: KfuncModel, names: PageNames): KfuncView["returns"] {
  const { name, spec, prototype } = kfunc;
  const text = spec.returns ?? (prototype.returns === "void" ? "Nothing." : undefined);
  return {
    type: typeText(model, prototype.returns),
    ...(text !== undefined && { html: renderText(text, names, name) }),
    advice: returnAdvice(kfunc),
  };
}

const directions = { in: "in", out: "out", "in-out": "in, out" } as const;

function parameterView(
  model: SiteModel,
  { name, type, text, members }: ParameterModel,
  names: PageNames,
  self: string,
): ParameterView {
  const rule = text === undefined ? suffixMeaning(name) : undefined;
  const arrow = type.trimEnd().endsWith("*") ? "->" : ".";
  return {
    id: `parameter-${name}`,
    name,
    type: typeText(model, type),
    ...(text !== undefined && { html: renderText(text, names, self) }),
    ...(rule !== undefined && { rule: renderText(rule, names, self) }),
    members: members.map((member) => ({
      id: `parameter-${name}-${member.name}`,
      path: `${name}${arrow}${member.name}`,
      type: typeText(model, member.type),
      direction: directions[member.direction],
      html: renderText(member.text, names, self),
      values: member.values.map((value) => ({ name: value.name, html: renderText(value.text, names, self) })),
    })),
  };
}

export function errorView(
  error: ErrorModel,
  { params, errors }: KfuncModel,
  names: PageNames,
  { full }: KfuncExamples,
): ErrorView {
  const { value, number, via, when, shown_by, not_shown } = error;
  const same = (errors ?? []).filter((other) => other.value === value).indexOf(error);
  const onPage = full.some(({ key }) => shown_by?.startsWith(`${key}#`));
  const [key = "", scenario = ""] = shown_by?.split("#") ?? [];
  return {
    id: `error-${value}${same > 0 ? `-${same + 1}` : ""}`,
    value: value === "NULL" ? value : `-${value}`,
    ...(number === undefined ? {} : { number: `-${number}` }),
    arrives: via ? pathInC(via, params) : "returned",
    html: renderText(when, names),
    ...(shown_by
      ? { shownBy: { name: scenario, href: onPage ? `#${scenarioId(key, scenario)}` : scenarioPath(shown_by) } }
      : {}),
    ...(not_shown ? { notShown: renderText(not_shown, names) } : {}),
  };
}

/** Error values, each once, flags and examples by name; errors that nobody has listed are no errors that it lacks. */
function glanceOf({ errors, rules, examples }: Pick<KfuncView, "errors" | "rules" | "examples">): Glance[] {
  const first = errors?.filter(({ value }, index) => errors.findIndex((error) => error.value === value) === index);
  const codes = (entries: readonly { readonly name: string; readonly id: string }[]) =>
    entries.map(({ name, id }) => ({ name, href: `#${id}`, code: true as const }));
  const shown = examples.full.map(({ id, title }) => ({ name: title, href: `#${id}` }));
  const errorNames = codes((first ?? []).map(({ value, id }) => ({ name: value, id })));
  return [
    ...(errors ? [{ title: sections.errors, href: "#errors", entries: errorNames }] : []),
    { title: sections.rules, ...(rules.length > 0 && { href: "#rules" }), entries: codes(rules) },
    ...(shown.length > 0 ? [{ title: sections.examples, href: "#examples", entries: shown }] : []),
  ];
}

function headingsOf(view: Omit<KfuncView, "headings" | "glance">): PageHeading[] {
  const inner: Partial<Record<string, readonly PageHeading[]>> = {
    usage: view.usage.headings,
    examples: exampleHeadings(view.examples),
  };
  const shown = {
    parameters: view.parameters.length > 0,
    errors: true,
    rules: view.rules.length > 0,
    availability: true,
    usage: view.usage.parts.length > 0,
    examples: view.examples.full.length > 0,
    declarations: true,
    history: view.history.length > 0,
    "not-modelled": view.notModelled.length > 0,
  };
  const below = (Object.keys(sections) as (keyof typeof sections)[])
    .filter((slug) => shown[slug])
    .flatMap((slug) => [{ depth: 2, slug, text: sections[slug] }, ...(inner[slug] ?? [])]);
  return [{ depth: 2, slug: "returns", text: "Return value" }, ...below];
}

function exampleHeadings({ full, mentioned }: KfuncExamples): PageHeading[] {
  const headings = full.map(({ id, title }) => ({ depth: 3, slug: id, text: title }));
  return mentioned.length > 0 ? [...headings, { depth: 3, slug: mentions.id, text: mentions.title }] : headings;
}
