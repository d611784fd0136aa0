import { Derived } from "../derived/derived.ts";
import type { Source } from "../diagnostics/source.ts";
import type { ExampleSpec } from "./example-spec.ts";
import type { KfuncSpec } from "./kfunc-spec.ts";
import type { ParsedFile } from "./parsed-file.ts";

export interface ExampleFile {
  /** `<subsystem>/<name>` */
  readonly key: string;
  readonly file: ParsedFile<ExampleSpec>;
}

/** What stands beside specs and scenarios; a kind that is absent is not looked for. */
export interface FilesBeside {
  /** Markdown. */
  readonly pages?: readonly Source[];
  /** C: `.bpf.c` files. */
  readonly programs?: readonly Source[];
  /** Paths of files of any kind that stand there, but were refused before they were read. */
  readonly refused?: readonly string[];
  /** What kernels have, each of which may have a spec or not. */
  readonly kernelKfuncs?: NameSet;
}

/** Names to look up and to go through: a set, or a map by name. */
export interface NameSet {
  has(name: string): boolean;
  keys(): Iterable<string>;
}

/** All specs and scenarios together: what the rules across files look at. */
export interface Content {
  readonly kfuncs: readonly ParsedFile<KfuncSpec>[];
  readonly examples: readonly ExampleFile[];
  /** Files that stand there but were refused: a reference to one is no second finding. */
  readonly unread?: readonly { readonly path: string }[];
  readonly beside?: FilesBeside;
  /** Of the unread files those whose only mistakes are misspelt keys, as they are meant to be read. */
  readonly meant?: Pick<Content, "kfuncs" | "examples">;
}

/** The content with the files that can be made out, for stages that find what else is wrong with them; nothing is built from it. */
export const asMeant = (content: Content): Content => ({
  ...content,
  kfuncs: [...content.kfuncs, ...(content.meant?.kfuncs ?? [])],
  examples: [...content.examples, ...(content.meant?.examples ?? [])],
});

/** `<subsystem>/<name>` of a spec's or example's file, such as xfrm/replay-window. */
export function keyOf(path: string): string {
  const [subsystem = "", name = ""] = path.split("/").slice(-2);
  return `${subsystem}/${name.replace(/\.(yaml|bpf\.c)$/, "")}`;
}

/** The file's own name without folder and ending. */
export function baseName(path: string): string {
  return keyOf(path).split("/")[1] ?? "";
}

/** Kfuncs that files are named after, whether they could be read, and whether they state that name or a misspelt one. */
export function namesOfFiles({ kfuncs, unread = [] }: Content): string[] {
  return [...kfuncs.map(({ source }) => source), ...unread]
    .filter(({ path }) => isKfuncPath(path))
    .map(({ path }) => baseName(path))
    .filter((name) => name !== "");
}

/** Names that a reference to a kfunc may have. */
export function kfuncNames(content: Content): Set<string> {
  return new Set([...content.kfuncs.map(({ value }) => value.name), ...namesOfFiles(content)]);
}

const paths = new Derived<ReadonlySet<string>>();

function pathsOf({ beside = {}, unread = [], kfuncs, examples }: Content): ReadonlySet<string> {
  const read = [...(beside.pages ?? []), ...(beside.programs ?? []), ...unread].map((file) => file.path);
  const specs = [...kfuncs, ...examples.map(({ file }) => file)].map(({ source }) => source.path);
  return new Set([...read, ...specs, ...(beside.refused ?? [])]);
}

/** Whether a file stands at the path, be it one that could not be read. */
export function stands(path: string, content: Content): boolean {
  return paths.of([content], () => pathsOf(content)).has(path);
}

export function isKfuncPath(path: string): boolean {
  return /(^|\/)kfuncs\/[^/]+\/[^/]+\.yaml$/.test(path);
}

export function isExamplePath(path: string): boolean {
  return /(^|\/)examples\/[^/]+\/[^/]+\.yaml$/.test(path);
}
