import { printDiagnostic } from "../../core/diagnostics/code-frame.ts";
import { hasErrors } from "../../core/diagnostics/diagnostic.ts";
import { type FrontMatter, type FrontMatterKind, readFrontMatter } from "../../core/spec/front-matter.ts";
import { checkPage } from "../../node/pages/check-page.ts";
import { readPage } from "../../node/pages/read-page.ts";
import { shownSite } from "../../node/pages/shown-site.ts";
import { type RenderedPage, type RenderOptions, renderPage } from "../markdown/render-page.ts";

const empty: RenderedPage = { parts: [], headings: [] };

/**
 * The prose of a page below the content folder; empty where there is none. The pipeline has checked it: a finding in a build is a bug.
 * `kfdoc dev` shows pages with findings that may stand.
 */
export function prose(path: string, options: RenderOptions): RenderedPage {
  const source = readPage(path);
  if (!source) return empty;
  const diagnostics = shownSite() ? [] : checkPage(source, options.names);
  if (hasErrors(diagnostics)) throw new Error(diagnostics.map((diagnostic) => printDiagnostic(diagnostic)).join("\n"));
  return renderPage(source.text, options);
}

/** The facts in a page's front matter, or undefined where there is no such page. */
export function pageFacts<Kind extends FrontMatterKind>(kind: Kind, path: string): FrontMatter<Kind> | undefined {
  const source = readPage(path);
  return source && readFrontMatter(source, kind).value;
}

/** Where the prose about a thing stands, below the content folder. */
export const flagPage = (flag: string): string => `flags/${flag}.md`;
export const programTypePage = (type: string): string => `program-types/${type}.md`;
