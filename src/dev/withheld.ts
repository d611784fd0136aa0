import { type Diagnostic, pathOf } from "../core/diagnostics/diagnostic.ts";
import type { ContentFile } from "../node/content/read-content-files.ts";
import type { WithheldPage } from "../node/pages/shown-site.ts";
import { pageOf } from "./page-of.ts";

/** Whether a file can be shown as a text: it may be none, or more than a parser takes. */
const isText = (path: string, findings: readonly Diagnostic[]) =>
  !findings.some(({ code, ...finding }) => pathOf(finding) === path && /^(content\/unreadable|page\/size)$/.test(code));

function textOf(file: ContentFile | undefined, findings: readonly Diagnostic[]): string | undefined {
  return file && isText(file.path, findings) ? new TextDecoder().decode(file.bytes) : undefined;
}

function withheld(files: readonly ContentFile[], findings: readonly Diagnostic[]): WithheldPage {
  const prose = textOf(
    files.find(({ kind }) => kind === "page"),
    findings,
  );
  const program = textOf(
    files.find(({ kind }) => kind === "example-source"),
    findings,
  );
  return { ...(prose !== undefined && { prose }), ...(program !== undefined && { program }) };
}

/** Pages, by their paths on the site, of files that stand in the folder while nothing of them is shown. */
export function withheldPages(
  inFolder: readonly ContentFile[],
  shown: Iterable<string>,
  findings: readonly Diagnostic[],
): ReadonlyMap<string, WithheldPage> {
  const there = new Set([...shown].map(pageOf));
  const missing = new Set(inFolder.map(({ path }) => pageOf(path)).filter((page) => !there.has(page)));
  return new Map(
    [...missing].map((page) => {
      const files = inFolder.filter(({ path }) => pageOf(path) === page);
      return [page, withheld(files, findings)] as const;
    }),
  );
}
