import { nearest } from "../../core/diagnostics/nearest.ts";
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
const folders: Readonly<Record<string, (typeof kinds)[number][1] | "examples" | undefined>> = {
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
  if (scheme && !schemes.includes(scheme)) return `The scheme ${scheme} is not one that a page may link to`;
  if (scheme)
    return isWhole(url) ? undefined : `The address ${url} lacks its ${scheme === "mailto:" ? "mailbox" : "host"}`;
  return leadsToPage(url, names) ? undefined : `There is no page at ${url}`;
}

/** Whether an address of the web has a host with a domain, and one for mail a mailbox. */
function isWhole(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, pathname } = new URL(url);
  return protocol === "mailto:" ? /^[^@]+@[^@]+$/.test(pathname) : /[^.]\.[^.]/.test(hostname);
}

/** Folder and name of a path `/<folder>/` or `/<folder>/<name>/` of the site, with or without an anchor. */
function partsOf(path: string): { folder: string; name?: string } {
  const [, folder = "", name] = /^\/([a-z-]+)\/(?:([^?#]+)\/)?(?:#.*)?$/.exec(path) ?? [];
  return { folder, ...(name !== undefined && { name }) };
}

/** Names of a folder's pages; undefined where they are not known. */
function namesIn(folder: string, names: PageNames): Iterable<string> | undefined {
  const kind = folders[folder];
  if (kind !== undefined) return names[kind].keys();
  const places = [...(names.headings?.keys() ?? [])];
  return (
    names.headings && places.flatMap((place) => (place.startsWith(`${folder}/`) ? [place.split("/")[1] ?? ""] : []))
  );
}

function leadsToPage(path: string, names: PageNames): boolean {
  const { folder, name } = partsOf(path);
  if (!Object.hasOwn(folders, folder)) return false;
  if (name === undefined) return folder === "faults" || folder === "diagnostics";
  const known = namesIn(folder, names);
  return known === undefined || [...known].includes(name);
}

/** The page of this site that a refused path was probably meant to lead to. */
export function nearestPage(path: string, names: PageNames): string | undefined {
  const { folder, name = "" } = partsOf(path);
  const near = Object.hasOwn(folders, folder) ? nearest(name, namesIn(folder, names) ?? []) : undefined;
  return near && `/${folder}/${near}/`;
}
