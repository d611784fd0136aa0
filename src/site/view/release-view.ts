import { counted } from "../../core/words/counted.ts";
import type { KernelModel, KfuncModel, SiteModel } from "../../node/build/site-model.ts";
import type { PageHeading } from "../markdown/headings.ts";
import { pagePath } from "../paths.ts";
import { byFamily } from "./families.ts";
import { grouped } from "./grouped.ts";
import { type ChangeView, changeViews } from "./history-view.ts";
import { byName, type NamedLink } from "./kfunc-row.ts";
import { matrixPath } from "./matrix-view.ts";
import { phraseText } from "./phrase.ts";
import { programTypeChanges } from "./program-type-changes.ts";
import type { ProgramTypeName } from "./program-type-names.ts";

export interface FamilyNames {
  readonly title: string;
  readonly names: readonly NamedLink[];
}

export interface ChangedKfunc extends NamedLink {
  readonly changes: readonly ChangeView[];
}

/** Kfuncs that changed in the same way. */
export interface ChangeGroup {
  readonly change: ChangeView;
  readonly names: readonly NamedLink[];
}

/** A program type, and kfuncs that it may call from here on or no longer may. */
export interface TypeChange {
  readonly type: ProgramTypeName;
  readonly gained: readonly NamedLink[];
  readonly lost: readonly NamedLink[];
}

export interface ReleaseView {
  readonly release: string;
  readonly summary: string;
  /** The imported release before it. */
  readonly before?: NamedLink;
  readonly matrix: NamedLink;
  readonly added: readonly FamilyNames[];
  readonly removed: readonly FamilyNames[];
  readonly prototypes: readonly ChangedKfunc[];
  readonly flags: readonly ChangeGroup[];
  readonly modules: readonly ChangedKfunc[];
  readonly types: readonly TypeChange[];
  /** In rows: what was read, with its checksum. */
  readonly provenance: readonly { readonly name: string; readonly value: string; readonly code?: true }[];
  readonly headings: readonly PageHeading[];
}

const sections = {
  added: "Added",
  removed: "Removed",
  prototypes: "Prototypes changed",
  flags: "Flags changed",
  modules: "Moved to another module",
  types: "Program types changed",
} as const;

/** All that the page about one release shows. */
export function releaseView(model: SiteModel, kernel: KernelModel): ReleaseView {
  const { release } = kernel;
  const before = model.kernels[model.kernels.indexOf(kernel) + 1]?.release;
  const changed = (kind: "prototype" | "flags" | "module") => changedKfuncs(model, release, kind);
  const view = {
    release,
    ...(before !== undefined && { before: { name: before, href: pagePath("release", before) } }),
    matrix: { name: "Availability matrix", href: matrixPath(model.kernels, release) },
    added: familiesOf(model, before === undefined ? [] : withChange(model, release, "added")),
    removed: familiesOf(model, withChange(model, release, "removed")),
    prototypes: changed("prototype"),
    flags: groupChanges(changed("flags")),
    modules: changed("module"),
    types: typeChanges(model, release),
    provenance: provenanceRows(kernel),
  };
  return { ...view, summary: summaryOf(model, kernel, before, view), headings: headingsOf(view) };
}

/** The changes that most have in common come last. */
function groupChanges(kfuncs: readonly ChangedKfunc[]): ChangeGroup[] {
  const all = kfuncs.flatMap((kfunc) => kfunc.changes.map((change) => ({ kfunc, change })));
  return [...grouped(all, ({ change }) => phraseText(change.words)).values()]
    .flatMap(([first, ...more]) =>
      first
        ? [{ change: first.change, names: [first, ...more].map(({ kfunc: { name, href } }) => ({ name, href })) }]
        : [],
    )
    .sort((left, right) => left.names.length - right.names.length);
}

/** Kfuncs that gained or lost a flag; that pointers must be trusted from 7.0 on is no such change. */
const withOtherFlags = ({ kfuncs }: SiteModel, release: string): number =>
  kfuncs.filter(({ history }) =>
    history?.changes.some(
      (change) =>
        change.release === release && change.kind === "flags" && change.added.length + change.removed.length > 0,
    ),
  ).length;

const link = ({ name }: KfuncModel): NamedLink => ({ name, href: pagePath("kfunc", name) });

function withChange({ kfuncs }: SiteModel, release: string, kind: string): KfuncModel[] {
  return kfuncs.filter(({ history }) =>
    history?.changes.some((change) => change.release === release && change.kind === kind),
  );
}

const familiesOf = (model: SiteModel, kfuncs: readonly KfuncModel[]): FamilyNames[] =>
  byFamily(model, kfuncs, ({ subsystem }) => subsystem).map(({ title, members }) => ({
    title,
    names: members.map(link).sort(byName),
  }));

function changedKfuncs(model: SiteModel, release: string, kind: "prototype" | "flags" | "module"): ChangedKfunc[] {
  return withChange(model, release, kind)
    .map((kfunc) => ({
      ...link(kfunc),
      changes: (kfunc.history?.changes ?? [])
        .filter((change) => change.release === release && change.kind === kind)
        .flatMap((change) => changeViews(kfunc.name, change)),
    }))
    .sort(byName);
}

function typeChanges(model: SiteModel, release: string): TypeChange[] {
  const changes = model.kfuncs.flatMap((kfunc) =>
    programTypeChanges(model, kfunc)
      .filter((change) => change.release === release)
      .map((change) => ({ kfunc, ...change })),
  );
  const types = new Map(
    changes.flatMap(({ gained, lost }) => [...gained, ...lost].map((type) => [type.name, type] as const)),
  );
  return [...types.values()].sort(byName).map((type) => ({
    type,
    gained: changes.filter(({ gained }) => gained.includes(type)).map(({ kfunc }) => link(kfunc)),
    lost: changes.filter(({ lost }) => lost.includes(type)).map(({ kfunc }) => link(kfunc)),
  }));
}

type Counted = Pick<ReleaseView, "added" | "removed" | "prototypes">;

const sizeOf = (families: readonly FamilyNames[]) => families.reduce((sum, { names }) => sum + names.length, 0);

function summaryOf(
  model: SiteModel,
  { release, kfuncs }: KernelModel,
  before: string | undefined,
  view: Counted,
): string {
  if (before === undefined)
    return `${counted(kfuncs, "kfunc")} in Linux ${release}, the oldest release that was looked at.`;
  const words = [
    `${sizeOf(view.added)} added`,
    `${sizeOf(view.removed)} removed`,
    `${view.prototypes.length} with another prototype`,
    `${withOtherFlags(model, release)} with other flags`,
  ];
  return `${counted(kfuncs, "kfunc")} in Linux ${release}; since ${before}: ${words.join(", ")}.`;
}

function provenanceRows({ provenance }: KernelModel): ReleaseView["provenance"] {
  const { kernel, architecture, packages, image, btf, kfuncs, importer, source } = provenance;
  const modules = Object.entries(kfuncs).map(([module, number]) => `${module} ${number}`);
  return [
    { name: "Kernel", value: `${kernel}, ${architecture}` },
    ...packages.flatMap(({ package: name, version, suite, sha256, unlisted }) => [
      { name: "Package", value: `${name} ${version} (Debian ${suite}${unlisted ? ", no longer in its list" : ""})` },
      { name: "SHA-256 of the package", value: sha256, code: true as const },
    ]),
    { name: "SHA-256 of the image", value: image.sha256, code: true as const },
    { name: "Types", value: `${btf.types} in ${counted(btf.bytes, "byte")} of BTF` },
    { name: "Kfuncs", value: modules.join(", ") },
    ...(source
      ? [
          {
            name: "Flags against the source",
            value: `${source.agree} agree, ${source.differ.length} differ (${source.package} ${source.version})`,
          },
        ]
      : []),
    { name: "Importer", value: `version ${importer}` },
  ];
}

function headingsOf(view: Omit<ReleaseView, "headings" | "summary">): PageHeading[] {
  const shown = (Object.keys(sections) as (keyof typeof sections)[]).filter((slug) => view[slug].length > 0);
  return [
    ...shown.map((slug) => ({ depth: 2, slug, text: sections[slug] })),
    { depth: 2, slug: "provenance", text: "Where the facts come from" },
  ];
}

export const releaseSections = sections;

export interface ReleaseRow extends NamedLink {
  readonly version: string;
  readonly kfuncs: number;
  readonly added: number;
  readonly removed: number;
  /** With another prototype, and with other flags. */
  readonly prototypes: number;
  readonly flags: number;
  readonly matrix: string;
}

/** Releases for their index, the newest first. */
export function releaseRows(model: SiteModel): ReleaseRow[] {
  return model.kernels.map((kernel) => {
    const { added, removed, prototypes } = releaseView(model, kernel);
    return {
      name: kernel.release,
      href: pagePath("release", kernel.release),
      version: kernel.version,
      kfuncs: kernel.kfuncs,
      added: sizeOf(added),
      removed: sizeOf(removed),
      prototypes: prototypes.length,
      flags: withOtherFlags(model, kernel.release),
      matrix: matrixPath(model.kernels, kernel.release),
    };
  });
}
