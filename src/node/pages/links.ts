import type { PageNames } from "./page-names.ts";

export type LinkKind = "kfunc" | "flag" | "program-type" | "fault" | "diagnostic" | "struct" | "errno";

export interface LinkTarget {
  readonly kind: LinkKind;
  readonly name: string;
}

/** A `[[name]]` in text: offsets of the whole, and of the name. */
export interface NameLink {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const kinds = [
  ["kfunc", "kfuncs"],
  ["flag", "flags"],
  ["program-type", "programTypes"],
  ["fault", "faults"],
  ["diagnostic", "diagnostics"],
] as const satisfies readonly (readonly [LinkKind, keyof PageNames])[];

/** A struct is named with its keyword: `struct xfrm_state`. */
const structPattern = /^(?:struct|union) (\w+)$/;

/** An errno is written with its sign or without: `-ENOENT`. */
const errnoPattern = /^-?(E[A-Z0-9]+)$/;

/** The page that a name stands for, or undefined where none has it. */
export function linkTarget(name: string, names: PageNames): LinkTarget | undefined {
  const found = kinds.find(([, set]) => names[set].has(name));
  if (found) return { kind: found[0], name };
  const struct = structPattern.exec(name)?.[1];
  if (struct !== undefined && names.structs?.has(struct)) return { kind: "struct", name: struct };
  const errno = errnoPattern.exec(name)?.[1];
  return errno !== undefined && names.errnos?.has(errno) ? { kind: "errno", name: errno } : undefined;
}

/** All names that can stand between `[[` and `]]`. */
export const linkableNames = (names: PageNames): string[] => kinds.flatMap(([, set]) => [...names[set]]);

/** Every `[[name]]` in a piece of text, in order. */
export function findNameLinks(text: string): NameLink[] {
  return Array.from(text.matchAll(/\[\[([^[\]\n]*)\]\]/g), (match) => ({
    name: (match[1] ?? "").trim(),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** The name that inline code is, with or without the parentheses of a call: `bpf_dynptr_slice()`. */
export const nameOfCode = (code: string): string => code.replace(/\(\)$/, "");

const schemes = ["https:", "mailto:"];

/** Folders of the site by what their pages are about; a folder without names is not held against any. */
const folders: Readonly<Record<string, Exclude<keyof PageNames, "structs" | "errnos"> | undefined>> = {
  kfuncs: "kfuncs",
  flags: "flags",
  "program-types": "programTypes",
  examples: "examples",
  faults: "faults",
  diagnostics: "diagnostics",
  guides: undefined,
  concepts: undefined,
};

/** Why a link's address is refused, or undefined where it may stand: the web, a place on this page, a page of this site. */
export function refusedAddress(url: string, names: PageNames): string | undefined {
  if (url.startsWith("#") || url === "/") return undefined;
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0].toLowerCase();
  if (scheme) return schemes.includes(scheme) ? undefined : `The scheme ${scheme} is not one that a page may link to`;
  return leadsToPage(url, names) ? undefined : `There is no page at ${url}`;
}

/** Whether a path is `/<folder>/` or `/<folder>/<name>/` of the site, with or without an anchor. */
function leadsToPage(path: string, names: PageNames): boolean {
  const [, folder = "", name] = /^\/([a-z-]+)\/(?:([^?#]+)\/)?(?:#.*)?$/.exec(path) ?? [];
  if (!Object.hasOwn(folders, folder)) return false;
  const kind = folders[folder];
  if (name === undefined) return folder === "faults" || folder === "diagnostics";
  return kind === undefined || names[kind].has(name);
}
