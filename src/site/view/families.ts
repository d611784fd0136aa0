import type { SiteModel } from "../../node/build/site-model.ts";
import { type ArticleLink, byTitle, listArticles } from "./article-view.ts";
import { grouped } from "./grouped.ts";

/** What belongs to one family, whose name is that of a folder. */
export interface Family<Item> {
  readonly family: string;
  /** What a reader sees. */
  readonly title: string;
  readonly members: readonly Item[];
}

/** The id of a family's section on every page that has one. */
export const familyId = (family: string): string => `kfuncs-${family}`;

/** The page about what the kfuncs of a family have in common: a concept that is named as their folder is. */
export const familyConcept = (family: string): ArticleLink | undefined =>
  listArticles("concept").find(({ slug }) => slug === family);

/** As `site.yaml` calls it, or its concept; else the name of its folder. */
export const familyTitle = ({ site }: SiteModel, family: string): string =>
  site.families[family] ?? familyConcept(family)?.title ?? family;

/** Items by family, in the order of the families' titles. */
export const byFamily = <Item>(
  model: SiteModel,
  items: readonly Item[],
  familyOf: (item: Item) => string,
): Family<Item>[] =>
  [...grouped(items, familyOf)]
    .map(([family, members]) => ({ family, title: familyTitle(model, family), members }))
    .sort((left, right) => byTitle(left.title, right.title));
