import type { ContentFile } from "../node/content/read-content-files.ts";
import { parsePage } from "../node/pages/parse-page.ts";
import type { WithheldPage } from "../node/pages/shown-site.ts";
import { longestPage, parseWithin } from "../node/pages/text-bounds.ts";
import { pageOf } from "./page-of.ts";

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Undefined where there is no such file, or it is not UTF-8. */
function textOf(file: ContentFile | undefined): string | undefined {
  try {
    return file && decoder.decode(file.bytes);
  } catch {
    return undefined;
  }
}

function withheld(files: readonly ContentFile[]): WithheldPage {
  const prose = textOf(files.find(({ kind }) => kind === "page"));
  const program = textOf(files.find(({ kind }) => kind === "example-source"));
  const isParsed = prose !== undefined && parseWithin(prose, longestPage, () => parsePage(prose)) !== undefined;
  return { ...(isParsed && { prose }), ...(program !== undefined && { program }) };
}

/** Pages, by their paths on the site, of files that stand in the folder while nothing of them is shown. */
export function withheldPages(
  inFolder: readonly ContentFile[],
  shown: Iterable<string>,
): ReadonlyMap<string, WithheldPage> {
  const there = new Set([...shown].map(pageOf));
  const missing = new Set(inFolder.map(({ path }) => pageOf(path)).filter((page) => !there.has(page)));
  return new Map(
    [...missing].map((page) => {
      const files = inFolder.filter(({ path }) => pageOf(path) === page);
      return [page, withheld(files)] as const;
    }),
  );
}
