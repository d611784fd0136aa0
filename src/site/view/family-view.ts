import { counted } from "../../core/words/counted.ts";
import type { SiteModel } from "../../node/build/site-model.ts";
import { sitePath } from "../paths.ts";
import { type ArticleLink, byTitle, listArticles } from "./article-view.ts";
import { grouped } from "./grouped.ts";
import { familyId, type NamedLink } from "./kfunc-row.ts";

/** The page about what the kfuncs of a family have in common: a concept that is named as their folder is. */
export const familyConcept = (family: string): ArticleLink | undefined =>
  listArticles("concept").find(({ slug }) => slug === family);

/** A family on the front page. */
export interface FamilyView extends NamedLink {
  /** Of its concept; absent where nobody has written that. */
  readonly title?: string;
  /** "22 kfuncs", or "22 kfuncs, 2 of them described". */
  readonly count: string;
}

function countWords(described: number, all: number): string {
  const kfuncs = counted(all, "kfunc");
  return described === 0 || described === all ? kfuncs : `${kfuncs}, ${described} described`;
}

/** All families by title, those first of which somebody has written. */
export function familyViews({ kfuncs, site }: SiteModel): FamilyView[] {
  return [...grouped(kfuncs, ({ subsystem }) => subsystem)]
    .map(([family, members]) => {
      const described = members.filter(({ spec }) => spec.summary !== undefined).length;
      const title = site.families[family] ?? familyConcept(family)?.title;
      const href = `${sitePath("kfuncs/")}#${familyId(family)}`;
      const isDescribed = described > 0;
      return {
        name: family,
        href,
        ...(title && { title }),
        count: countWords(described, members.length),
        isDescribed,
      };
    })
    .sort(
      (left, right) =>
        Number(right.isDescribed) - Number(left.isDescribed) ||
        byTitle(left.title ?? left.name, right.title ?? right.name),
    )
    .map(({ isDescribed, ...family }) => family);
}
