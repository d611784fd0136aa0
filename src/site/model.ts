import { readSiteModel } from "../node/pages/read-site-model.ts";

/** What the pipeline found true, read once for all pages. */
export const model = readSiteModel();
