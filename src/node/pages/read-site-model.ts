import { existsSync, readFileSync } from "node:fs";
import { defaultSettings } from "../../core/spec/site-settings.ts";
import type { SiteFacts, SiteModel } from "../build/site-model.ts";
import { shownSite } from "./shown-site.ts";

const modelPath = () => process.env.KFDOC_SITE_MODEL ?? ".cache/kfdoc/site-model.json";

/** The model that is shown, or that the pipeline wrote for the pages: its path is `KFDOC_SITE_MODEL`. */
export function readSiteModel(path = modelPath()): SiteModel {
  return shownSite()?.model ?? (JSON.parse(readFileSync(path, "utf8")) as SiteModel);
}

/** What the model says of the site itself; the defaults where there is no model, such as for a preview of pages that are there. */
export function siteSettings(path = modelPath()): SiteFacts {
  return shownSite() || existsSync(path)
    ? readSiteModel(path).site
    : { ...defaultSettings, folder: "content", images: [] };
}
