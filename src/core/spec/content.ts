import type { Source } from "../diagnostics/source.ts";
import type { ExampleSpec } from "./example-spec.ts";
import type { KfuncSpec } from "./kfunc-spec.ts";
import type { ParsedFile } from "./parsed-file.ts";

export interface ExampleFile {
  /** `<subsystem>/<name>` */
  readonly key: string;
  readonly file: ParsedFile<ExampleSpec>;
}

/** All specs and scenarios together: what the rules across files look at. */
export interface Content {
  readonly kfuncs: readonly ParsedFile<KfuncSpec>[];
  readonly examples: readonly ExampleFile[];
  /** Files that stand there but could not be read: a reference to one is no second finding. */
  readonly unread?: readonly Source[];
  /** Paths of the Markdown files beside the specs; where absent, pages are not looked for. */
  readonly pages?: readonly string[];
}

/** `<subsystem>/<name>` of a spec's or example's file, such as xfrm/replay-window. */
export function keyOf(path: string): string {
  const [subsystem = "", name = ""] = path.split("/").slice(-2);
  return `${subsystem}/${name.replace(/\.yaml$/, "")}`;
}

/** The file's own name without folder and ending. */
export function baseName(path: string): string {
  return keyOf(path).split("/")[1] ?? "";
}

/** Names that a reference to a kfunc may have. */
export function kfuncNames(content: Content): Set<string> {
  const unread = (content.unread ?? []).filter(({ path }) => isKfuncPath(path)).map(({ path }) => baseName(path));
  return new Set([...content.kfuncs.map(({ value }) => value.name), ...unread].filter((name) => name !== ""));
}

export function isKfuncPath(path: string): boolean {
  return /(^|\/)kfuncs\/[^/]+\/[^/]+\.yaml$/.test(path);
}

export function isExamplePath(path: string): boolean {
  return /(^|\/)examples\/[^/]+\/[^/]+\.yaml$/.test(path);
}
