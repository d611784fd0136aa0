import { grouped } from "./grouped.ts";

/** A page as `llms.txt` names it. */
export interface ListedPage {
  /** `kfuncs/bpf_x`; `index` is the front page. */
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
}

/** What the site says of itself, and the newest release that it was held against. */
export interface Introduction {
  readonly title: string;
  readonly summary: string;
  readonly release: string;
}

/** Headings in order: what teaches comes first, then what is looked up. */
const sections = {
  guides: "Guides",
  concepts: "Concepts",
  kfuncs: "Kfuncs",
  examples: "Examples",
  "program-types": "Program types",
  flags: "Flags",
  structs: "Structs",
  errors: "Error values",
  "verifier-messages": "Verifier messages",
  faults: "Fault rules",
  releases: "Releases",
  availability: "Availability",
} as const;

/** By the format of llms.txt, what a reader with little room may leave out. */
const optional = "Optional";

const headings: readonly string[] = ["Overview", ...Object.values(sections), optional];

/** Pages that list others stand before them. */
function headingOf({ slug }: ListedPage): string {
  const [folder = ""] = slug.split("/");
  if (folder === "diagnostics" || ["everything", "coverage", "emulator"].includes(slug)) return optional;
  if (!slug.includes("/")) return "Overview";
  return (sections as Readonly<Record<string, string>>)[folder] ?? optional;
}

/** `llms.txt` (llmstxt.org): the site in a sentence, and a link to each page's Markdown, whose address `addressOf` gives. */
export function llmsText(
  { title, summary, release }: Introduction,
  pages: readonly ListedPage[],
  addressOf: (slug: string) => string,
): string {
  const frontFirst = pages.toSorted((left, right) => Number(right.slug === "index") - Number(left.slug === "index"));
  const listed = [...grouped(frontFirst, headingOf)].sort(
    ([left], [right]) => headings.indexOf(left) - headings.indexOf(right),
  );
  const texts = listed.map(([heading, members]) => {
    const lines = members.map((page) => {
      const link = `- [${page.title.replace(/[[\]]/g, "\\$&")}](${addressOf(page.slug)})`;
      return page.summary === "" ? link : `${link}: ${page.summary}`;
    });
    return `## ${heading}\n\n${lines.join("\n")}`;
  });
  return `${[`# ${title}`, `> ${summary}`, `Held against Linux ${release}.`, ...texts].join("\n\n")}\n`;
}
