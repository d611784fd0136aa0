import { readFileSync } from "node:fs";
import type { SiteModel } from "../build/site-model.ts";

/** The model that the pipeline wrote for the pages. Its path is `KFDOC_SITE_MODEL`. */
export function readSiteModel(path = process.env.KFDOC_SITE_MODEL ?? ".cache/kfdoc/site-model.json"): SiteModel {
  return JSON.parse(readFileSync(path, "utf8")) as SiteModel;
}
