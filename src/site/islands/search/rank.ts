/** A page as Pagefind hands it out: what of it is used. */
export interface FoundPage {
  /** From the site's root, with its base. */
  readonly url: string;
  /** `alias`: what else people call what the page is about. */
  readonly meta: { readonly title?: string; readonly alias?: string };
  readonly excerpt: string;
  /** Every element with an id, where it stands among the words. */
  readonly anchors: readonly { readonly id: string; readonly text: string; readonly location: number }[];
  /** Where the words were found, in order. */
  readonly locations: readonly number[];
  readonly sub_results: readonly { readonly title: string; readonly url: string; readonly excerpt: string }[];
}

/** Where a hit leads, and how near it is to what was asked. */
export interface Hit {
  readonly page: FoundPage;
  readonly url: string;
  readonly title: string;
  /** The member or parameter that was asked for by its name. */
  readonly part?: string;
}

/** Of pages for those who write this site, not for those who read it, everything else comes first. */
const forContributors = /\/(?:diagnostics|coverage|guides)\//;

const nearness = { contributors: -1, none: 0, inTitle: 1, parameter: 2, member: 3, title: 4 } as const;

const bare = (text: string) => text.toLowerCase().replace(/^(?:struct|union) /, "");

/** The row of a struct's member, or of a parameter or its member, that has exactly the name. */
function namedPart({ anchors }: FoundPage, name: string): string | undefined {
  const ids = anchors.map(({ id }) => id);
  return (
    ids.find((id) => id.toLowerCase() === `member-${name}`) ??
    ids.find((id) => id.startsWith("parameter-") && id.toLowerCase().endsWith(`-${name}`))
  );
}

function nearnessOf(
  url: string,
  { title = "", alias }: FoundPage["meta"],
  part: string | undefined,
  name: string,
): number {
  if (bare(title) === name || alias?.toLowerCase() === name) return nearness.title;
  if (part?.startsWith("member-")) return nearness.member;
  if (part !== undefined) return nearness.parameter;
  if (bare(title).includes(name)) return nearness.inTitle;
  return forContributors.test(url) ? nearness.contributors : nearness.none;
}

/**
 * Pages in the order in which Pagefind gives them, but those first whose title is what was asked for, then structs and
 * kfuncs that have a member or a parameter of that name, at its place, then those whose title holds it; last what contributors read.
 */
export function rank(query: string, pages: readonly FoundPage[]): Hit[] {
  const name = bare(query.trim());
  return pages
    .map((page) => {
      const title = page.meta.title ?? "";
      const found = /\s/.test(name) ? undefined : namedPart(page, name);
      const near = nearnessOf(page.url, page.meta, found, name);
      const part = near === nearness.member || near === nearness.parameter ? found : undefined;
      return { near, hit: { page, title, url: page.url + (part ? `#${part}` : ""), ...(part && { part: name }) } };
    })
    .sort((left, right) => right.near - left.near)
    .map(({ hit }) => hit);
}

/** What a page is about, by the folder that it stands in. */
const kinds: Readonly<Record<string, string>> = {
  kfuncs: "kfunc",
  errors: "error value",
  structs: "struct",
  flags: "flag",
  "program-types": "program type",
  "verifier-messages": "verifier message",
  faults: "fault rule",
  examples: "example",
  concepts: "concept",
  guides: "guide",
  releases: "release",
  availability: "availability",
  diagnostics: "diagnostic",
};

/** "kfunc", "struct" … ; empty for a page of no kind. */
export const kindOf = (url: string, base: string): string => kinds[url.slice(base.length).split("/")[0] ?? ""] ?? "";
