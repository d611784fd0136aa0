import type { PageNames } from "./page-names.ts";

export type LinkKind = "kfunc" | "flag" | "program-type" | "fault" | "diagnostic";

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

/** The page that a name stands for, or undefined where none has it. */
export function linkTarget(name: string, names: PageNames): LinkTarget | undefined {
  const found = kinds.find(([, set]) => names[set].has(name));
  return found && { kind: found[0], name };
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

const schemes = ["https:", "http:", "mailto:"];
const roots = [
  "/kfuncs/",
  "/flags/",
  "/program-types/",
  "/examples/",
  "/faults/",
  "/diagnostics/",
  "/guides/",
  "/concepts/",
];

/** Why a link's address is refused, or undefined where it may stand: the web, a place on this page, a page of this site. */
export function refusedAddress(url: string): string | undefined {
  if (url.startsWith("#")) return undefined;
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0].toLowerCase();
  if (scheme) return schemes.includes(scheme) ? undefined : `The scheme ${scheme} is not one that a page may link to`;
  if (url === "/" || roots.some((root) => url.startsWith(root))) return undefined;
  return `There is no page at ${url}`;
}
