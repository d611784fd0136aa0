import type { SiteModel } from "../../node/build/site-model.ts";
import { grouped } from "./grouped.ts";
import { indexView } from "./index-view.ts";
import { markdownPath, markdownTwins } from "./markdown-twins.ts";

/** `llms.txt`: the site in a sentence, and a link to each page's Markdown; whole addresses where the site's is known. */
export function llmsText(model: SiteModel, site?: URL): string {
  const address = (path: string) => (site ? new URL(path, site).href : path);
  const sections = [...grouped(markdownTwins(model), ({ kind }) => kind)].map(([kind, twins]) => {
    const lines = twins.map(({ title, summary, href }) => {
      const link = `- [${title}](${address(markdownPath(href))})`;
      return summary === "" ? link : `${link}: ${summary}`;
    });
    return `## ${kind}\n\n${lines.join("\n")}`;
  });
  const { title, summary, release } = indexView(model);
  return `${[`# ${model.site.title}: ${title}`, `> ${summary}`, `Held against Linux ${release}.`, ...sections].join("\n\n")}\n`;
}
