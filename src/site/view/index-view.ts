import { counted } from "../../core/words/counted.ts";
import type { ExampleModel, KfuncModel, SiteModel } from "../../node/build/site-model.ts";
import type { PageHeading } from "../markdown/headings.ts";
import { pagePath } from "../paths.ts";
import type { ArticleLink } from "./article-view.ts";
import { engineSummary } from "./engine-view.ts";
import { type ExampleView, exampleView } from "./example-view.ts";
import { byFamily, familyConcept } from "./families.ts";
import { type FamilyView, familyViews } from "./family-view.ts";
import { type FamilyRows, type NamedLink, returnKinds, rowsByFamily } from "./kfunc-row.ts";
import { programTypeNames, readableName } from "./program-type-names.ts";
import { releaseView } from "./release-view.ts";

export interface IndexView {
  readonly title: string;
  readonly summary: string;
  /** What the site promises, with this build's figures. */
  readonly checks: readonly { readonly title: string; readonly text: string }[];
  readonly families: readonly FamilyView[];
  /** What is new in the newest release. */
  readonly news: {
    readonly title: string;
    readonly words: string;
    readonly href: string;
    readonly added: readonly NamedLink[];
  };
  /** An example to step through; absent where the emulator runs none. */
  readonly live?: ExampleView;
  /** The kernel that the specs were held against, with its package. */
  readonly release: string;
}

function releasesWords({ kernel, kernels }: SiteModel): string {
  const [oldest] = kernels.slice(-1);
  if (kernels.length < 2 || !oldest) return `Linux ${kernel.release} says`;
  return `${counted(kernels.length, "release")} of Linux from ${oldest.release} to ${kernel.release} say`;
}

const isRunnable = ({ scenarios }: ExampleModel) => scenarios.some(({ gap }) => gap === undefined);

/** The one that is chosen; else one of an XDP program, for its packet can be seen and changed, or the first that the emulator runs. */
function liveExample({ examples, site }: SiteModel): ExampleModel | undefined {
  const runnable = examples.filter(isRunnable);
  const ofPacket = runnable.filter(({ programType }) => programType === "BPF_PROG_TYPE_XDP");
  return runnable.find(({ key }) => key === site.front.example) ?? ofPacket[0] ?? runnable[0];
}

/** The front page. */
export function indexView(model: SiteModel): IndexView {
  const { kernel, kfuncs, examples } = model;
  const scenarios = examples.flatMap((example) => example.scenarios);
  const [newest] = model.kernels;
  const news = newest && releaseView(model, newest);
  const live = liveExample(model);
  return {
    title: model.site.front.title,
    summary: model.site.front.summary,
    checks: [
      {
        title: `${counted(kfuncs.length, "kfunc")}.`,
        text: `Every signature, flag and program type is what ${releasesWords(model)} of it.`,
      },
      { title: `${counted(examples.length, "example")}.`, text: "Each is a whole C file that compiles as it stands." },
      {
        title: `${counted(scenarios.length, "scenario")}.`,
        text: `Every result on a page was observed, not typed. ${engineSummary(scenarios).slice(0, 2).join(" ")}`,
      },
    ],
    families: familyViews(model),
    news: {
      title: `Linux ${kernel.release}`,
      words: news?.summary ?? "",
      href: pagePath("release", kernel.release),
      added: (news?.added ?? []).flatMap(({ names }) => names),
    },
    ...(live && { live: exampleView(live) }),
    release: `${kernel.release} (${kernel.package} ${kernel.packageVersion})`,
  };
}

/** A list of which a reader of the index may choose one. */
export interface FilterField {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

function filterFields(model: SiteModel): FilterField[] {
  const { kernels, kfuncs } = model;
  const names = (of: (kfunc: KfuncModel) => readonly string[]) => [...new Set(kfuncs.flatMap(of))].sort();
  const plainly = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
  const types = programTypeNames.map((type) => ({ value: type.short, label: readableName(type) }));
  const families = byFamily(model, kfuncs, ({ subsystem }) => subsystem).map(({ family, title }) => ({
    value: family,
    label: title,
  }));
  return [
    { name: "release", label: "My kernel is", options: plainly(kernels.map(({ release }) => release)) },
    { name: "type", label: "My programs are", options: types },
    { name: "family", label: "Family", options: families },
    { name: "flag", label: "Flag", options: plainly(names(({ flags }) => flags)) },
    { name: "returns", label: "Returns", options: plainly(returnKinds) },
    { name: "error", label: "Error", options: plainly(names(({ errors = [] }) => errors.map(({ value }) => value))) },
  ];
}

export interface KfuncIndexView {
  readonly fields: readonly FilterField[];
  readonly summary: string;
  /** "All 300 kfuncs" */
  readonly total: string;
  readonly families: readonly (FamilyRows & { readonly concept?: ArticleLink })[];
  readonly headings: readonly PageHeading[];
}

/** Every kfunc that one of the releases has, by family. */
export function kfuncIndexView(model: SiteModel): KfuncIndexView {
  const families = rowsByFamily(model, model.kfuncs).map((rows) => {
    const concept = familyConcept(rows.family);
    return { ...rows, ...(concept && { concept }) };
  });
  const { kernel, kfuncs } = model;
  const older = kfuncs.length - kernel.kfuncs;
  const gone = older > 0 ? `, and ${counted(older, "kfunc")} of older releases` : "";
  return {
    summary: `The ${counted(kernel.kfuncs, "kfunc")} of Linux ${kernel.release}${gone}.`,
    total: `All ${counted(kfuncs.length, "kfunc")}`,
    fields: filterFields(model),
    families,
    headings: families.map(({ id, title }) => ({ depth: 2, slug: id, text: title })),
  };
}
