import type { AttachForm } from "../../core/facts/availability-file.ts";
import { counted } from "../../core/words/counted.ts";
import type { KernelModel, KfuncModel, SiteModel } from "../../node/build/site-model.ts";
import { sectionIds } from "../../node/pages/section-ids.ts";
import type { PageHeading } from "../markdown/headings.ts";
import type { RenderedPage } from "../markdown/render-page.ts";
import { pagePath } from "../paths.ts";
import { type Answer, allowedClasses, answerOf, answers, formsOf, mayCall } from "./availability-answer.ts";
import { byFamily, familyId } from "./families.ts";
import type { NamedEntry } from "./flag-view.ts";
import { grouped } from "./grouped.ts";
import { byName, type NamedLink } from "./kfunc-row.ts";
import { pageFacts, programTypePage, prose } from "./page-facts.ts";
import { programTypeNames } from "./program-type-names.ts";
import { siteNames } from "./site-names.ts";

/** A kfunc that programs of the type may call. */
export interface CallableRow extends NamedLink {
  readonly summary?: string;
  /** The oldest measured release in which they may. */
  readonly since: string;
  readonly answer: Answer;
  /** "Yes", "Sleepable", or how many of the forms. */
  readonly forms: string;
}

export interface CallableFamily {
  readonly title: string;
  readonly id: string;
  readonly rows: readonly CallableRow[];
}

/** Forms that may call the same kfuncs. */
export interface FormClass {
  readonly id: string;
  readonly forms: readonly string[];
  readonly count: string;
  /** Kfuncs that these forms may call and some other form of the type may not, by family. */
  readonly families: readonly { readonly title: string; readonly names: readonly NamedLink[] }[];
}

export interface ProgramTypeView {
  readonly name: string;
  /** What people call it, where that is another name. */
  readonly common?: string;
  readonly summary: string;
  readonly context?: string;
  readonly sections: readonly string[];
  readonly text: RenderedPage;
  /** What was measured, in a sentence. */
  readonly measured: string;
  readonly families: readonly CallableFamily[];
  readonly classes: readonly FormClass[];
  /** Kfuncs that an older release let it call, and the newest does not. */
  readonly former: readonly NamedLink[];
  readonly headings: readonly PageHeading[];
}

/** All that the page about one program type shows. */
export function programTypeView(model: SiteModel, name: string): ProgramTypeView {
  const facts = pageFacts("program-type", programTypePage(name));
  const text = prose(programTypePage(name), {
    names: siteNames(model),
    self: name,
    reserved: sectionIds["program-types"],
  });
  const kernel = newestMeasured(model.kernels, name);
  const callable = kernel ? model.kfuncs.filter((kfunc) => mayCall(answerOf(kfunc, kernel, name))) : [];
  const common = programTypeNames.find((type) => type.name === name)?.common;
  const view = {
    name,
    ...(common && { common }),
    summary: facts?.summary ?? "",
    ...(facts?.context ? { context: facts.context } : {}),
    sections: facts?.sections ?? [],
    text,
    measured: measuredWords(kernel, name, callable.length),
    families: kernel ? familiesOf(model, kernel, name, callable) : [],
    classes: kernel ? classesOf(model, kernel, name, callable) : [],
    former: formerOf(model, name, callable),
  };
  return { ...view, headings: headingsOf(view) };
}

/** The newest release whose programs of the type were measured. */
const newestMeasured = (kernels: readonly KernelModel[], type: string): KernelModel | undefined =>
  kernels.find((kernel) => formsOf(kernel, type).length > 0);

function measuredWords(kernel: KernelModel | undefined, type: string, callable: number): string {
  if (!kernel)
    return "No kernel that was looked at can load a program of this type, so nothing is known of its kfuncs.";
  const forms = counted(formsOf(kernel, type).length, "form");
  if (callable === 0) return `In Linux ${kernel.release} no kfunc may be called from it, in any of ${forms}.`;
  return `In Linux ${kernel.release} it may call ${counted(callable, "kfunc")}; ${forms} of it were measured.`;
}

function familiesOf(model: SiteModel, kernel: KernelModel, type: string, callable: readonly KfuncModel[]) {
  const rows = callable.map((kfunc) => ({ kfunc, row: callableRow(model, kernel, type, kfunc) }));
  return byFamily(model, rows, ({ kfunc }) => kfunc.subsystem).map(({ family, title, members }) => ({
    title,
    id: familyId(family),
    rows: members.map(({ row }) => row).sort(byName),
  }));
}

function callableRow(model: SiteModel, kernel: KernelModel, type: string, kfunc: KfuncModel): CallableRow {
  const answer = answerOf(kfunc, kernel, type);
  const forms = formsOf(kernel, type);
  const may = forms.filter((form) => allowedClasses(kfunc, kernel)?.includes(form.class));
  return {
    name: kfunc.name,
    href: pagePath("kfunc", kfunc.name),
    ...(kfunc.spec.summary !== undefined && { summary: kfunc.spec.summary }),
    since: sinceIn(model.kernels, kfunc, type),
    answer,
    forms: answer === "some" ? `${may.length} of ${counted(forms.length, "form")}` : answers[answer].word,
  };
}

/** The oldest release of the newest run of releases in which the type may call it; those that were not measured say nothing. */
function sinceIn(kernels: readonly KernelModel[], kfunc: KfuncModel, type: string): string {
  const may = kernels
    .map((kernel) => ({ release: kernel.release, answer: answerOf(kfunc, kernel, type) }))
    .filter(({ answer }) => answer !== "unmeasured")
    .map(({ release, answer }) => ({ release, isYes: mayCall(answer) }));
  const first = may.findIndex(({ isYes }) => isYes);
  const end = may.findIndex(({ isYes }, index) => index > first && !isYes);
  const oldest = may[(end === -1 ? may.length : end) - 1]?.release ?? "";
  return kfunc.since.version !== undefined && oldest === kfunc.since.measured ? kfunc.since.version : oldest;
}

/** Forms by what they may call, where they differ. */
function classesOf(model: SiteModel, kernel: KernelModel, type: string, callable: readonly KfuncModel[]): FormClass[] {
  const classes = [...grouped(formsOf(kernel, type), (form) => form.class).values()];
  if (classes.length < 2) return [];
  const common = new Set(callable.filter((kfunc) => answerOf(kfunc, kernel, type) === "yes"));
  return classes.map((forms) => {
    const may = callable.filter((kfunc) => allowedClasses(kfunc, kernel)?.includes(classOf(forms)));
    const own = may.filter((kfunc) => !common.has(kfunc));
    return {
      id: `forms-${classOf(forms)}`,
      forms: forms.map(({ name }) => name),
      count: counted(may.length, "kfunc"),
      families: byFamily(model, own, ({ subsystem }) => subsystem).map(({ title, members }) => ({
        title,
        names: members.map(({ name }) => ({ name, href: pagePath("kfunc", name) })),
      })),
    };
  });
}

const classOf = (forms: readonly AttachForm[]): number => forms[0]?.class ?? -1;

function formerOf({ kernels, kfuncs }: SiteModel, type: string, callable: readonly KfuncModel[]): NamedLink[] {
  const now = new Set(callable);
  return kfuncs
    .filter((kfunc) => !now.has(kfunc) && kernels.some((kernel) => mayCall(answerOf(kfunc, kernel, type))))
    .map(({ name }) => ({ name, href: pagePath("kfunc", name) }));
}

function headingsOf({ text, families, classes, former }: Omit<ProgramTypeView, "headings">): PageHeading[] {
  return [
    ...text.headings,
    { depth: 2, slug: "kfuncs", text: "Kfuncs that it may call" },
    ...families.map(({ id, title }) => ({ depth: 3, slug: id, text: title })),
    ...(classes.length > 0 ? [{ depth: 2, slug: "forms", text: "By attach form" }] : []),
    ...(former.length > 0 ? [{ depth: 2, slug: "former", text: "In older releases" }] : []),
  ];
}

/** Every program type, in the order of enum bpf_prog_type. */
export function programTypeEntries(model: SiteModel): NamedEntry[] {
  return programTypeNames.map(({ name, common, href }) => {
    const kernel = newestMeasured(model.kernels, name);
    const callable = kernel ? model.kfuncs.filter((kfunc) => mayCall(answerOf(kfunc, kernel, name))).length : 0;
    return {
      name,
      href,
      summary: `${common ? `Known as ${common}. ` : ""}${pageFacts("program-type", programTypePage(name))?.summary ?? ""}`,
      kfuncs: kernel ? counted(callable, "kfunc") : "not measured",
    };
  });
}
