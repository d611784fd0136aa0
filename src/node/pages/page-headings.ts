import { Derived } from "../../core/derived/derived.ts";
import type { Source } from "../../core/diagnostics/source.ts";
import { headingSlugs } from "./heading-slugs.ts";
import { parseSource } from "./parse-page.ts";
import { sectionIdsOf } from "./section-ids.ts";
import { longestPage, parseWithin } from "./text-bounds.ts";

/** Where a page's Markdown is read on the site, as `concepts/xfrm`: a kfunc's family is not in its address. */
export function pagePlace({ path }: Source): string {
  const [folder = "", ...names] = path
    .replace(/^content\//, "")
    .replace(/\.md$/, "")
    .split("/");
  return `${folder}/${names.at(-1) ?? ""}`;
}

const headings = new Derived<readonly string[]>();

/** The ids of the headings of each page, by its place on the site. A page that can't be read has none. */
export function pageHeadings(pages: readonly Source[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    pages.map((page) => {
      const place = pagePlace(page);
      const slugs = () => {
        const tree = parseWithin(page.text, longestPage, () => parseSource(page));
        return tree ? headingSlugs(tree, sectionIdsOf(place.split("/")[0] ?? "")) : [];
      };
      return [place, headings.of([page], slugs)] as const;
    }),
  );
}
