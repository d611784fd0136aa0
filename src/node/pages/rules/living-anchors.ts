import { visit } from "unist-util-visit";
import { didYouMean } from "../../../core/diagnostics/nearest.ts";
import { headingSlugs } from "../heading-slugs.ts";
import { type PageProblem, type PageRule, type PageUnderCheck, rangeOf } from "../problem.ts";
import { sectionIdsOf } from "../section-ids.ts";

/** Ids that follow from data: sections of families, lines of a source, steps of a run. */
const dataIds = /^(kfuncs-[a-z-]+|line-\d+|watch=[a-z0-9-]+&step=\d+)$/;

/** An anchor in letters; as it stands where its escapes are none. */
function decoded(anchor: string): string {
  try {
    return decodeURIComponent(anchor);
  } catch {
    return anchor;
  }
}

/** The ids of another page, undefined where they are not known. */
function idsOfPlace(folder: string, name: string, { names }: PageUnderCheck): readonly string[] | undefined {
  const sections = sectionIdsOf(folder);
  if (!sections || !names.headings) return undefined;
  const scenarios = folder === "examples" ? (names.examples.get(name) ?? []) : [];
  return [
    ...sections,
    ...(names.headings.get(`${folder}/${name}`) ?? []),
    ...scenarios.map((scenario) => `${name.replace("/", "-")}-${scenario}`),
  ];
}

function idsOfAddress(url: string, page: PageUnderCheck): readonly string[] | undefined {
  if (url.startsWith("#")) return [...page.sections, ...headingSlugs(page.tree, page.sections)];
  const [, folder = "", name = ""] = /^\/([a-z-]+)\/([^?#]+)\/#/.exec(url) ?? [];
  return idsOfPlace(folder, name, page);
}

/** A link to a place within a page leads to a heading or section that is there. */
export const livingAnchors: PageRule = (page) => {
  const problems: PageProblem[] = [];
  visit(page.tree, ["link", "definition"], (node) => {
    if (!("url" in node) || typeof node.url !== "string" || !node.url.includes("#")) return;
    const anchor = decoded(node.url.slice(node.url.indexOf("#") + 1));
    const known = idsOfAddress(node.url, page);
    if (!known || known.includes(anchor) || dataIds.test(anchor)) return;
    const where = node.url.startsWith("#") ? "on this page" : `at ${node.url.split("#")[0]}`;
    problems.push({
      code: "page/link",
      message: `There is no heading #${anchor} ${where}`,
      ...rangeOf(node, page.text),
      help: didYouMean(anchor, known, known.length > 0 ? `there are: ${known.join(", ")}` : "leave the #… out"),
    });
  });
  return problems;
};
