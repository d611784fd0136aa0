import type { LayoutSpan } from "../../core/facts/struct-history.ts";
import type { StructLayout } from "../../core/facts/structs-file.ts";
import { counted } from "../../core/words/counted.ts";
import type { KfuncModel, SiteModel, StructModel } from "../../node/build/site-model.ts";
import type { PageHeading } from "../markdown/headings.ts";
import { pagePath } from "../paths.ts";
import { byName, type NamedLink } from "./kfunc-row.ts";
import type { Phrase } from "./phrase.ts";
import { spanWords } from "./release-words.ts";
import { structsIn, structsWithPages, typesOf, typeText } from "./type-text.ts";

/** A member as one row of a layout. */
export interface LayoutRow {
  readonly id: string;
  /** In bytes from the start; a bit-field has its first bit after a colon. */
  readonly offset: string;
  /** In bytes, or in bits with the word. */
  readonly size: string;
  readonly name: string;
  readonly type: readonly Phrase[];
  /** How many untagged structs and unions it stands in. */
  readonly depth: number;
}

export interface LayoutView {
  readonly id: string;
  readonly releases: string;
  readonly size: string;
  readonly rows: readonly LayoutRow[];
}

/** What became of a struct from one layout to the next newer one. */
export interface LayoutChange {
  readonly release: string;
  readonly href: string;
  readonly before: string;
  /** A sentence each. */
  readonly lines: readonly { readonly words: string; readonly members: readonly string[] }[];
}

export interface StructView {
  readonly name: string;
  /** `struct xfrm_state` */
  readonly spelling: string;
  readonly summary: string;
  readonly layout: LayoutView;
  readonly changes: readonly LayoutChange[];
  /** Older layouts in full, where they are short enough to compare. */
  readonly older: readonly LayoutView[];
  readonly kfuncs: readonly NamedLink[];
  readonly headings: readonly PageHeading[];
}

/** Longer layouts of older releases are told by their differences alone. */
const longestOldLayout = 48;

const keyword = ({ layouts }: StructModel): string => layouts[0]?.layout.kind ?? "struct";

/** All that the page about one struct shows. */
export function structView(model: SiteModel, struct: StructModel): StructView {
  const [newest, ...older] = struct.layouts;
  if (!newest) throw new Error(`no layout of ${struct.name}: the facts were not checked`);
  const layoutOf = (span: LayoutSpan, prefix: string) => layoutView(model, struct.name, span, prefix);
  const changes = struct.layouts.flatMap((span, index) => {
    const before = struct.layouts[index + 1];
    return before ? [changeView(before, span)] : [];
  });
  const view = {
    name: struct.name,
    spelling: `${keyword(struct)} ${struct.name}`,
    summary: summaryOf(model, struct, newest),
    layout: layoutOf(newest, "member"),
    changes,
    older: older
      .filter(({ layout }) => layout.members.length <= longestOldLayout)
      .map((span) => layoutOf(span, `member-${span.until}`)),
    kfuncs: usersOf(model, struct.name).map(({ name }) => ({ name, href: pagePath("kfunc", name) })),
  };
  return { ...view, headings: headingsOf(view) };
}

function summaryOf({ kernels }: SiteModel, struct: StructModel, { until, layout }: LayoutSpan): string {
  const [kernel] = kernels;
  const isCurrent = kernel?.release === until;
  const members = counted(layout.members.filter(({ name }) => name !== "").length, "member");
  const size = `${keyword(struct) === "union" ? "A union" : "A struct"} of ${counted(layout.size, "byte")} with ${members}`;
  return `${size} in Linux ${until}${isCurrent ? "" : ", the newest release whose facts hold it"}.`;
}

/** Kfuncs of which some prototype names the struct. */
export function usersOf({ kfuncs }: SiteModel, struct: string): KfuncModel[] {
  return kfuncs.filter((kfunc) => typesOf(kfunc).some((type) => structsIn(type).includes(struct))).sort(byName);
}

type Member = StructLayout["members"][number];

const isBitField = ({ bit_offset, bits }: Member) => bit_offset % 8 !== 0 || bits % 8 !== 0;

const offsetText = (member: Member): string => {
  const bytes = String(Math.floor(member.bit_offset / 8));
  return isBitField(member) ? `${bytes}:${member.bit_offset % 8}` : bytes;
};

const sizeText = (member: Member): string =>
  isBitField(member) ? counted(member.bits, "bit") : String(member.bits / 8);

function layoutView(model: SiteModel, self: string, { since, until, layout }: LayoutSpan, prefix: string): LayoutView {
  const paths = memberPaths(layout);
  return {
    id: `layout-${until}`,
    releases: spanWords(since, until),
    size: counted(layout.size, "byte"),
    rows: layout.members.map((member, index) => ({
      id: `${prefix}-${paths[index]}`,
      offset: offsetText(member),
      size: sizeText(member),
      name: member.name,
      type: typeText(model, member.type, self),
      depth: member.depth,
    })),
  };
}

/** Each member's name below those of the untagged structs that it stands in; one without a name goes by its place. */
export function memberPaths({ members }: StructLayout): string[] {
  const outer: string[] = [];
  return members.map(({ name, type, depth }, index) => {
    outer.length = depth;
    const own = name === "" ? `${type}-${index}` : name;
    outer.push(own);
    return outer.join(".");
  });
}

function namedMembers(layout: StructLayout): ReadonlyMap<string, Member> {
  const paths = memberPaths(layout);
  const named = layout.members.map((member, index) => [paths[index] ?? "", member] as const);
  return new Map(named.filter(([, { name }]) => name !== "").map(([path, member]) => [readable(path), member]));
}

/** A path as C reaches it: members of anonymous structs and unions count as members of what holds them. */
const readable = (path: string): string => path.replace(/\w+-\d+\./g, "");

function changeView(older: LayoutSpan, newer: LayoutSpan): LayoutChange {
  const [before, after] = [namedMembers(older.layout), namedMembers(newer.layout)];
  const both = [...after].flatMap(([name, member]) => {
    const old = before.get(name);
    return old ? [{ name, old, member }] : [];
  });
  const named = (words: string, members: readonly string[]) => (members.length > 0 ? [{ words, members }] : []);
  const moved = both.filter(({ old, member }) => old.bit_offset !== member.bit_offset);
  const [from, to] = [older.layout.size, newer.layout.size];
  return {
    release: newer.since,
    href: pagePath("release", newer.since),
    before: older.until,
    lines: [
      ...(from === to ? [] : [{ words: `${counted(to, "byte")}, before ${from}`, members: [] }]),
      ...named(
        "Added",
        [...after.keys()].filter((name) => !before.has(name)),
      ),
      ...named(
        "Removed",
        [...before.keys()].filter((name) => !after.has(name)),
      ),
      ...named(
        "Of another type or size",
        both.filter(({ old, member }) => old.type !== member.type || old.bits !== member.bits).map(({ name }) => name),
      ),
      ...(moved.length > 0 ? [{ words: `${counted(moved.length, "member")} at another offset`, members: [] }] : []),
    ],
  };
}

function headingsOf({ changes, older }: Pick<StructView, "changes" | "older">): PageHeading[] {
  return [
    { depth: 2, slug: "layout", text: "Layout" },
    ...(changes.length > 0 ? [{ depth: 2, slug: "changes", text: "Changes" }] : []),
    ...(older.length > 0 ? [{ depth: 2, slug: "older", text: "Older layouts" }] : []),
    { depth: 2, slug: "kfuncs", text: "Kfuncs that name it" },
  ];
}

export interface StructRow extends NamedLink {
  readonly size: string;
  readonly kfuncs: number;
  readonly layouts: number;
}

/** Structs that have a page, for their index. */
export function structRows(model: SiteModel): StructRow[] {
  const paged = structsWithPages(model);
  return model.structs
    .filter(({ name }) => paged.has(name))
    .map((struct) => ({
      name: `${keyword(struct)} ${struct.name}`,
      href: pagePath("struct", struct.name),
      size: String(struct.layouts[0]?.layout.size ?? ""),
      kfuncs: usersOf(model, struct.name).length,
      layouts: struct.layouts.length,
    }));
}
