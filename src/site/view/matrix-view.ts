import { counted } from "../../core/words/counted.ts";
import type { KernelModel, SiteModel } from "../../node/build/site-model.ts";
import { pagePath, sitePath } from "../paths.ts";
import { type Answer, answerOf, answers, mayCall } from "./availability-answer.ts";
import { byFamily, familyId } from "./families.ts";
import { byName, type NamedLink } from "./kfunc-row.ts";
import { type ProgramTypeName, programTypeNames } from "./program-type-names.ts";

export interface MatrixCell {
  readonly answer: Answer;
  readonly mark: string;
}

export interface MatrixRow extends NamedLink {
  readonly cells: readonly MatrixCell[];
}

export interface MatrixView {
  readonly release: string;
  readonly version: string;
  readonly summary: string;
  /** Whether anybody has asked the verifier of this release. */
  readonly isMeasured: boolean;
  /** Every release, the newest first, with the page of its matrix. */
  readonly releases: readonly (NamedLink & { readonly isCurrent: boolean })[];
  /** Those that may call the most come first. */
  readonly types: readonly ProgramTypeName[];
  /** How many kfuncs each of the types may call. */
  readonly counts: readonly number[];
  readonly families: readonly { readonly title: string; readonly id: string; readonly rows: readonly MatrixRow[] }[];
  readonly legend: readonly { readonly mark: string; readonly meaning: string }[];
}

/** Who may call what in one release: kfuncs by program type. */
export function matrixView(model: SiteModel, kernel: KernelModel): MatrixView {
  const { kernels, kfuncs } = model;
  const { release } = kernel;
  const having = kfuncs.filter(({ history }) => history?.releases.includes(release)).sort(byName);
  const answered = having.map((kfunc) => ({
    kfunc,
    all: programTypeNames.map((type) => answerOf(kfunc, kernel, type.name)),
  }));
  const used = programTypeNames.map((_, index) => answered.filter(({ all }) => mayCall(all[index] ?? "no")).length);
  const columns = programTypeNames
    .flatMap((type, index) => (used[index] ? [{ type, index }] : []))
    .sort((left, right) => (used[right.index] ?? 0) - (used[left.index] ?? 0));
  return {
    release,
    version: kernel.version,
    isMeasured: kernel.forms !== undefined,
    summary: `Which program types may call each of the ${counted(having.length, "kfunc")} of Linux ${release}, as its verifier answered.`,
    releases: kernels.map((each) => ({
      name: each.release,
      href: matrixPath(kernels, each.release),
      isCurrent: each.release === release,
    })),
    types: columns.map(({ type }) => type),
    counts: columns.map(({ index }) => used[index] ?? 0),
    families: byFamily(model, answered, ({ kfunc }) => kfunc.subsystem).map(({ family, title, members }) => ({
      title,
      id: familyId(family),
      rows: members.map(({ kfunc: { name }, all }) => ({
        name,
        href: pagePath("kfunc", name),
        cells: columns.map(({ index }) => cellOf(all[index] ?? "no")),
      })),
    })),
    legend: legendOf(answered.flatMap(({ all }) => all)),
  };
}

const cellOf = (answer: Answer): MatrixCell => ({ answer, mark: answers[answer].mark });

function legendOf(given: readonly Answer[]): MatrixView["legend"] {
  const shown = new Set(given);
  const marked = (Object.keys(answers) as Answer[]).filter((answer) => shown.has(answer) && answers[answer].mark);
  return [
    ...marked.map((answer) => ({ mark: answers[answer].mark, meaning: answers[answer].meaning })),
    { mark: "empty", meaning: "the verifier refuses the call" },
  ];
}

/** The page of a release's matrix: the newest stands in for all. */
export function matrixPath(kernels: readonly KernelModel[], release: string): string {
  return kernels[0]?.release === release ? sitePath("availability/") : pagePath("availability", release);
}
