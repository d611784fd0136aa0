import { readSiteModel } from "../node/pages/read-site-model.ts";
import { onShownSite } from "../node/pages/shown-site.ts";

/** What the pipeline found true. A build reads it once for all pages; `kfdoc dev` puts another in its place after each save. */
export let model = readSiteModel();
onShownSite((site) => {
  model = site.model;
});
