import type { SiteFacts } from "../build/site-model.ts";
import { type SitePlace, sitePlace } from "./site-place.ts";

/** What of a site Astro is told before it draws a page; all else pages read from the model. */
export type SiteConfig = SitePlace & Pick<SiteFacts, "title" | "description" | "images" | "redirects">;

export function siteConfig(settings: SiteFacts): SiteConfig {
  const { title, description, images, redirects } = settings;
  return { ...sitePlace(settings), title, description, images, redirects };
}
