import type { SiteModel } from "../../node/build/site-model.ts";
import { namesOfModel } from "../../node/pages/page-names.ts";
import { listPages } from "../../node/pages/read-page.ts";
import type { RenderedPage } from "../markdown/render-page.ts";
import { pagePath } from "../paths.ts";
import { guidePage, pageFacts, prose } from "./page-facts.ts";

export interface GuideLink {
  readonly slug: string;
  readonly href: string;
  readonly title: string;
  readonly summary: string;
}

/** Guides in the order of their front matter, then by title. */
export function listGuides(): GuideLink[] {
  const guides = listPages("guides").map((slug) => {
    const facts = pageFacts("guide", guidePage(slug));
    const { title = slug, summary = "", order = Number.MAX_SAFE_INTEGER } = facts ?? {};
    return { slug, href: pagePath("guide", slug), title, summary, order };
  });
  return guides
    .sort((left, right) => left.order - right.order || (left.title < right.title ? -1 : 1))
    .map(({ order, ...guide }) => guide);
}

export function guideView(model: SiteModel, guide: GuideLink): GuideLink & { text: RenderedPage } {
  return { ...guide, text: prose(guidePage(guide.slug), { names: namesOfModel(model) }) };
}
