import { existsSync } from "node:fs";
import { join } from "node:path";
import { counted } from "../../core/words/counted.ts";
import { readContent } from "../build/read-content.ts";
import { releasesOf } from "../build/read-kernel.ts";
import { ownContent } from "../content/own-content.ts";
import { showPath } from "../content/shown-path.ts";

/** What a content folder holds, a line each: what a build would be made of. */
export function examineContent(content: string): string[] {
  const { sources, content: read } = readContent(content);
  const show = showPath(content);
  const releases = releasesOf(sources.kernels);
  const own = existsSync(join(content, "kernels")) || content === ownContent;
  return [
    `Content: ${show("content")}`,
    `  ${counted(read.kfuncs.length, "spec")}, ${counted(read.examples.length, "example")}, ${counted(sources.records.length, "record")} of Linux releases`,
    `  kernel facts of ${counted(releases.length, "release")}${own ? "" : ", those that come with kfdoc"}`,
    `  ${sources.settings ? show(sources.settings.path) : "no site.yaml: the site has the generator's defaults"}`,
  ];
}
