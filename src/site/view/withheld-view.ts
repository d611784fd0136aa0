import type { SiteModel } from "../../node/build/site-model.ts";
import { shownSite } from "../../node/pages/shown-site.ts";
import { type RenderedPage, renderPage } from "../markdown/render-page.ts";
import { siteNames } from "./site-names.ts";

/** What stands in the place of a page that can't be shown, as far as its author wrote it. */
export interface WithheldView {
  readonly prose?: RenderedPage;
  /** C. */
  readonly program?: string;
}

/** Paths on the site of the pages that can't be shown, without the slash at their end. */
export const withheldPaths = (): string[] =>
  [...(shownSite()?.withheld?.keys() ?? [])].map((page) => page.replace(/\/$/, ""));

/** What is placed in the prose may be what can't be shown: it is left out. */
export function withheldView(model: SiteModel, path = ""): WithheldView {
  const { prose, program } = shownSite()?.withheld?.get(`${path}/`) ?? {};
  const { parts, headings } = renderPage(prose ?? "", { names: siteNames(model) });
  const words = parts.filter(({ kind }) => kind === "html" || kind === "code");
  return {
    ...(prose !== undefined && { prose: { parts: words, headings } }),
    ...(program !== undefined && { program }),
  };
}
