import { Derived } from "../../core/derived/derived.ts";
import type { SiteModel } from "../../node/build/site-model.ts";
import { listPages, pagesVersion } from "../../node/pages/read-page.ts";
import type { RenderedPage } from "../markdown/render-page.ts";
import { pagePath } from "../paths.ts";
import { pageFacts, prose } from "./page-facts.ts";
import { siteNames } from "./site-names.ts";

/** Prose with a page of its own: how something is done, or what something is. */
export type ArticleKind = "guide" | "concept";

export interface ArticleLink {
  readonly kind: ArticleKind;
  readonly slug: string;
  readonly href: string;
  readonly title: string;
  readonly summary: string;
}

/** Where an article stands, below the content folder. */
export const articlePage = (kind: ArticleKind, slug: string): string => `${kind}s/${slug}.md`;

/** As a reader looks for them: "CPU masks" after "Connection tracking". */
export const byTitle = new Intl.Collator("en", { sensitivity: "base" }).compare;

const listed = new Derived<readonly ArticleLink[]>();

/** Articles of a kind in the order of their front matter, then by title; read once from a content folder, for all pages. */
export const listArticles = (kind: ArticleKind): readonly ArticleLink[] =>
  listed.of([pagesVersion(), kind], () => readArticles(kind));

function readArticles(kind: ArticleKind): ArticleLink[] {
  const articles = listPages(`${kind}s`).map((slug) => {
    const facts = pageFacts("guide", articlePage(kind, slug));
    const { title = slug, summary = "", order = Number.MAX_SAFE_INTEGER } = facts ?? {};
    return { kind, slug, href: pagePath(kind, slug), title, summary, order };
  });
  return articles
    .sort((left, right) => left.order - right.order || byTitle(left.title, right.title))
    .map(({ order, ...article }) => article);
}

export function articleView(model: SiteModel, article: ArticleLink): ArticleLink & { text: RenderedPage } {
  return { ...article, text: prose(articlePage(article.kind, article.slug), { names: siteNames(model) }) };
}
