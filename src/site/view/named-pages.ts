import { kfuncFlags } from "../../core/uapi/kfunc-flags.ts";
import type { SiteModel } from "../../node/build/site-model.ts";
import type { NamedPage } from "../islands/search/named-page.ts";
import { pagePath } from "../paths.ts";
import { listArticles } from "./article-view.ts";
import { errnoViews } from "./errno-view.ts";
import { programTypeNames } from "./program-type-names.ts";
import { structView } from "./struct-view.ts";
import { structsWithPages } from "./type-text.ts";

function structPages(model: SiteModel): NamedPage[] {
  const withPages = structsWithPages(model);
  return model.structs
    .filter(({ name }) => withPages.has(name))
    .map((struct) => {
      const { spelling, layout, summary } = structView(model, struct);
      const members = layout.rows.filter(({ id, name }) => id === `member-${name}`).map(({ name }) => name);
      return { name: spelling, href: pagePath("struct", struct.name), summary, members };
    });
}

/** All but NULL, a word that verifier messages and questions hold too. */
const errnoPages = (model: SiteModel): NamedPage[] =>
  errnoViews(model).flatMap(({ value, number, href, summary }) =>
    number === undefined ? [] : [{ name: value, alias: number, href, summary }],
  );

const articlePages = (): NamedPage[] =>
  (["concept", "guide"] as const)
    .flatMap(listArticles)
    .map(({ slug, title, href, summary }) => ({ name: title, alias: slug, href, summary }));

/** Every page that is about one named thing; of those that are as near to a query, the ones that stand first come first. */
export const namedPages = (model: SiteModel): NamedPage[] => [
  ...articlePages(),
  ...model.kfuncs.map(({ name, spec: { summary } }) => ({
    name,
    href: pagePath("kfunc", name),
    ...(summary !== undefined && { summary }),
  })),
  ...structPages(model),
  ...errnoPages(model),
  ...kfuncFlags.map((name) => ({ name, href: pagePath("flag", name) })),
  ...programTypeNames.map(({ name, short, common, href }) => ({ name, alias: common ?? short, href })),
];
