import type { SiteModel } from "../../node/build/site-model.ts";
import { escapeXml } from "../../node/reports/xml.ts";
import { sitePath } from "../paths.ts";
import { releaseRows, releaseView } from "./release-view.ts";

/** RSS 2.0 of the releases that the site has facts of, the newest first. */
export function releaseFeed(model: SiteModel, site: URL): string {
  const address = (path: string) => escapeXml(new URL(path, site).href);
  const items = releaseRows(model).map(({ name, href }) => {
    const kernel = model.kernels.find(({ release }) => release === name);
    const summary = kernel ? releaseView(model, kernel).summary : "";
    return `<item><title>Linux ${escapeXml(name)}</title><link>${address(href)}</link><guid>${address(href)}</guid><description>${escapeXml(summary)}</description></item>`;
  });
  const about = "Kfuncs that came, went and changed with each release of Linux.";
  const channel = `<title>${escapeXml(model.site.title)}: releases</title><link>${address(sitePath("releases/"))}</link><description>${about}</description>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>${channel}${items.join("")}</channel></rss>\n`;
}
