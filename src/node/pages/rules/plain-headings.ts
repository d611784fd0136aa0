import type { Heading } from "mdast";
import { visit } from "unist-util-visit";
import { type PageProblem, type PageRule, rangeOf } from "../problem.ts";
import { textOf } from "../text-of.ts";

type Finding = Pick<PageProblem, "message" | "help">;

/** The level that the next heading may have at most: one below the last, and the second for the first. */
const deepest = (last: Heading | undefined): number => (last?.depth ?? 1) + 1;

function levelFindings({ depth }: Heading, last: Heading | undefined): Finding[] {
  if (depth === 1) {
    const help = "begin it with ##; the title of the page is made from its name or its front matter";
    return [{ message: "Pages have no heading of level 1", help }];
  }
  const most = Math.max(2, deepest(last));
  if (depth <= most) return [];
  const before = last ? `the heading before it is of level ${last.depth}` : "it is the first of the page";
  return [
    {
      message: `The heading is of level ${depth}, and ${before}`,
      help: `begin it with ${"#".repeat(most)}, so that no level is left out`,
    },
  ];
}

function titleFindings(title: string, seen: ReadonlySet<string>): Finding[] {
  if (title === "") return [{ message: "The heading has no words", help: "write what stands below it, or remove it" }];
  if (!seen.has(title.toLowerCase())) return [];
  const help = "give each heading words of its own, or join the two parts";
  return [{ message: `The heading ${title} stands twice`, help }];
}

/** The page's title is its only heading of level 1, and comes from elsewhere; each other heading stands once, below one of the level above. */
export const plainHeadings: PageRule = ({ tree, text }) => {
  const problems: PageProblem[] = [];
  const seen = new Set<string>();
  let last: Heading | undefined;
  visit(tree, "heading", (node) => {
    const title = textOf(node).trim();
    const found = [...levelFindings(node, last), ...titleFindings(title, seen)];
    problems.push(...found.map((finding) => ({ code: "page/heading" as const, ...finding, ...rangeOf(node, text) })));
    seen.add(title.toLowerCase());
    last = node;
  });
  return problems;
};
