import type { Root as HtmlRoot } from "hast";
import { toHtml } from "hast-util-to-html";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import type { PageNames } from "../../node/pages/page-names.ts";
import { parsePage } from "../../node/pages/parse-page.ts";
import { codeLinks } from "./code-links.ts";
import { fitTables } from "./fit-tables.ts";
import { numberHeadings, type PageHeading } from "./headings.ts";
import { nameLinks } from "./name-links.ts";
import { notes } from "./notes.ts";
import { type Placement, placementElement, takePlacements } from "./placements.ts";
import { releaseText } from "./release-text.ts";
import { siteLinks } from "./site-links.ts";

export type ProsePart = { readonly kind: "html"; readonly html: string } | Placement;

export interface RenderedPage {
  /** HTML and what components draw between it, in order; an HTML part need not be balanced by itself. */
  readonly parts: readonly ProsePart[];
  readonly headings: readonly PageHeading[];
}

export interface RenderOptions {
  readonly names: PageNames;
  /** The name that the page is about: it is not linked to itself. */
  readonly self?: string;
  /** Levels that headings go down. */
  readonly shift?: number;
  /** Ids that the page around the prose has. */
  readonly reserved?: readonly string[];
}

/** A page's Markdown as HTML. Raw HTML and images are dropped; `checkPage` has refused them before, but for a draft in `kfdoc dev`. */
export function renderPage(text: string, { names, self, shift = 0, reserved = [] }: RenderOptions): RenderedPage {
  const placements: Placement[] = [];
  const headings: PageHeading[] = [];
  const html = unified()
    .use(siteLinks, names)
    .use(nameLinks, names)
    .use(codeLinks, names, self)
    .use(notes)
    .use(releaseText, names)
    .use(numberHeadings, headings, shift, reserved)
    .use(takePlacements, placements)
    .use(remarkRehype, {
      clobberPrefix: "note-",
      footnoteLabel: "Notes",
      footnoteLabelProperties: { className: ["notes"] },
    })
    .runSync(parsePage(text)) as HtmlRoot;
  fitTables(html);
  return { parts: splitAtPlacements(toHtml(html), placements), headings };
}

/** A short text of a spec: one paragraph loses its `<p>`. Nothing can be placed in it. */
export function renderText(text: string, names: PageNames, self?: string): string {
  const html = unified()
    .use(siteLinks, names)
    .use(nameLinks, names)
    .use(codeLinks, names, self)
    .use(releaseText, names)
    .use(remarkRehype)
    .runSync(parsePage(text)) as HtmlRoot;
  const [only, ...more] = html.children.filter((node) => node.type === "element");
  const inline = more.length === 0 && only?.tagName === "p";
  return toHtml(inline ? { type: "root", children: only.children } : html);
}

const mark = new RegExp(`<${placementElement} n="(\\d+)"></${placementElement}>`);

function splitAtPlacements(html: string, placements: readonly Placement[]): ProsePart[] {
  return html.split(mark).flatMap((piece, index): ProsePart[] => {
    if (index % 2 === 0) return piece.trim() ? [{ kind: "html", html: piece }] : [];
    const placement = placements[Number(piece)];
    return placement ? [placement] : [];
  });
}
