import type { AttachForm } from "../../core/facts/availability-file.ts";
import { counted } from "../../core/words/counted.ts";
import type { KernelModel, KfuncModel } from "../../node/build/site-model.ts";
import { type Answer, allowedClasses, answerOf, answers, formsOf, mayCall } from "./availability-answer.ts";
import { grouped } from "./grouped.ts";
import { type ProgramTypeName, programTypeNames } from "./program-type-names.ts";
import { spanWords } from "./release-words.ts";

/** Neighbouring releases with one answer. */
export interface AnswerSpan {
  readonly answer: Answer;
  readonly word: string;
  /** `6.12 – 7.3` */
  readonly releases: string;
  /** How many releases it spans. */
  readonly width: number;
}

export interface AvailabilityRow {
  /** Program types with the same answer in every release. */
  readonly types: readonly ProgramTypeName[];
  readonly spans: readonly AnswerSpan[];
}

/** Forms of one program type with the same answer in every release that can load them. */
export interface FormGroup {
  /** "Yes since 6.17, no in 6.12 – 6.16" */
  readonly words: string;
  readonly forms: readonly string[];
}

export interface TypeForms {
  readonly type: ProgramTypeName;
  readonly summary: string;
  readonly groups: readonly FormGroup[];
  /** How many forms may not call it in any release; they are not listed. */
  readonly refused: number;
}

export interface AvailabilityView {
  /** The oldest first, as columns are read. */
  readonly releases: readonly string[];
  readonly rows: readonly AvailabilityRow[];
  readonly legend: readonly { readonly word: string; readonly meaning: string }[];
  readonly forms: readonly TypeForms[];
  /** What the table does not show, a sentence each. */
  readonly notes: readonly string[];
}

/** More rows than this are drawn together where they say the same. */
const mostSingleRows = 10;

/** Who may call a kfunc, by program type and release. */
export function availabilityView(kernels: readonly KernelModel[], kfunc: KfuncModel): AvailabilityView {
  const oldestFirst = [...kernels].reverse();
  const single = programTypeNames
    .map((type) => ({ types: [type], spans: spansOf(oldestFirst, (kernel) => answerOf(kfunc, kernel, type.name)) }))
    .filter(({ spans }) => spans.some(({ answer }) => mayCall(answer)));
  const rows = single.length > mostSingleRows ? joined(single) : single;
  const shown = new Set(rows.flatMap(({ spans }) => spans.map(({ answer }) => answer)));
  return {
    releases: oldestFirst.map(({ release }) => release),
    rows,
    legend: (Object.keys(answers) as Answer[]).filter((answer) => shown.has(answer)).map((answer) => answers[answer]),
    forms: single.flatMap(({ types: [type], spans }) =>
      type && spans.some(({ answer }) => answer === "some" || answer === "sleepable")
        ? [formsOfType(oldestFirst, kfunc, type)]
        : [],
    ),
    notes: notesOf(kernels, kfunc, single.length),
  };
}

/** The answers of releases in their order, equal neighbours as one. */
export function spansOf(kernels: readonly KernelModel[], answer: (kernel: KernelModel) => Answer): AnswerSpan[] {
  const groups: { answer: Answer; releases: string[] }[] = [];
  for (const kernel of kernels) {
    const given = answer(kernel);
    const last = groups.at(-1);
    if (last?.answer === given) last.releases.push(kernel.release);
    else groups.push({ answer: given, releases: [kernel.release] });
  }
  return groups.map(({ answer: given, releases }) => ({
    answer: given,
    word: answers[given].word,
    releases: spanWords(releases[0] ?? "", releases.at(-1) ?? ""),
    width: releases.length,
  }));
}

const patternOf = (spans: readonly AnswerSpan[]) => spans.map(({ answer, releases }) => `${answer} ${releases}`).join();

function joined(rows: readonly AvailabilityRow[]): AvailabilityRow[] {
  const groups = grouped(rows, ({ spans }) => patternOf(spans));
  return [...groups.values()].flatMap(([first, ...more]) =>
    first ? [{ ...first, types: [first, ...more].flatMap(({ types }) => types) }] : [],
  );
}

function formsOfType(oldestFirst: readonly KernelModel[], kfunc: KfuncModel, type: ProgramTypeName): TypeForms {
  const asked = oldestFirst.flatMap((kernel) => {
    const classes = allowedClasses(kfunc, kernel);
    return classes ? [{ kernel, classes, forms: formsOf(kernel, type.name) }] : [];
  });
  const names = [...new Set([...asked].reverse().flatMap(({ forms }) => forms.map(({ name }) => name)))];
  const answered = names.map((name) => ({ name, spans: formSpans(asked, name) }));
  const may = answered.filter(({ spans }) => spans.some(({ answer }) => answer === "yes"));
  const groups = grouped(may, ({ spans }) => patternOf(spans));
  return {
    type,
    summary: `${may.length} of ${counted(names.length, "form")} of ${type.name} may call it in some release`,
    groups: Array.from(groups.values(), (group) => ({
      words: spansWords(group[0]?.spans ?? []),
      forms: group.map(({ name }) => name),
    })),
    refused: names.length - may.length,
  };
}

interface AskedKernel {
  readonly kernel: KernelModel;
  readonly classes: readonly number[];
  readonly forms: readonly AttachForm[];
}

/** Releases that cannot load the form say nothing of it. */
function formSpans(asked: readonly AskedKernel[], name: string): AnswerSpan[] {
  const having = asked.flatMap(({ kernel, classes, forms }) => {
    const form = forms.find((each) => each.name === name);
    return form ? [{ kernel, answer: classes.includes(form.class) ? ("yes" as const) : ("no" as const) }] : [];
  });
  const answerIn = new Map(having.map(({ kernel, answer }) => [kernel, answer]));
  return spansOf(
    having.map(({ kernel }) => kernel),
    (kernel) => answerIn.get(kernel) ?? "no",
  );
}

/** The newest first: "Yes in 6.17 – 7.3, no in 6.12 – 6.16". */
function spansWords(spans: readonly AnswerSpan[]): string {
  const words = [...spans].reverse().map(({ word, releases }) => `${word.toLowerCase()} in ${releases}`);
  const text = words.join(", ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function notesOf(kernels: readonly KernelModel[], { history, availability }: KfuncModel, rows: number): string[] {
  const reasons = Object.entries(availability).flatMap(([release, known]) =>
    typeof known === "string" ? [{ release, known }] : [],
  );
  const byReason = [...grouped(reasons, ({ known }) => known)];
  const measured = kernels.some(({ release }) => Array.isArray(availability[release]));
  const without = history?.releases.filter((release) => availability[release] === undefined) ?? [];
  return [
    ...(measured && rows === 0 ? ["No program that was tried may call it."] : []),
    ...(measured && rows > 0
      ? ["Of the other program types that were tried, none may call it in any release that was measured."]
      : []),
    ...byReason.map(([reason, all]) => `Not measured in ${all.map(({ release }) => release).join(", ")}: ${reason}.`),
    ...(without.length > 0 ? [`Nobody has measured Linux ${without.join(", ")} yet.`] : []),
  ];
}
