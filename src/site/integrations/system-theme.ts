import type { AstroIntegration } from "astro";
import { rewriteFiles } from "./rewrite-files.ts";

/** A rule of a style sheet, or an at-rule with rules in it. */
interface Block {
  readonly prelude: string;
  readonly body: string;
}

/** Blocks of one level; texts in quotes may hold braces. */
function* blocksOf(css: string): Generator<Block> {
  let depth = 0;
  let start = 0;
  let open = 0;
  for (const { 0: token, index } of css.matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\*[\s\S]*?\*\/|[{};]/g)) {
    if (token === "{" && depth++ === 0) open = index;
    if (token === "}" && --depth === 0) {
      yield { prelude: css.slice(start, open), body: css.slice(open + 1, index) };
      start = index + 1;
    }
    if (token === ";" && depth === 0) start = index + 1;
  }
}

/** Of the whole page, not of one code block in it. */
const ofLightPage = /^(?:html|:root)?\[data-theme=(?:light|"light"|'light')\]/;

/** The rules of the light theme alone, in the at-rules that they stand in, for the pages that `page` selects. */
function lightRules(css: string, page: string): string {
  return [...blocksOf(css)]
    .map(({ prelude, body }) => {
      if (/^\s*@(?:media|layer|supports)\b/.test(prelude)) {
        const inner = lightRules(body, page);
        return inner === "" ? "" : `${prelude}{${inner}}`;
      }
      const selectors = prelude.split(",").map((selector) => selector.trim());
      const light = selectors.filter((selector) => ofLightPage.test(selector));
      return light.length === 0
        ? ""
        : `${light.map((selector) => selector.replace(ofLightPage, page)).join(",")}{${body}}`;
    })
    .join("");
}

/**
 * A style sheet whose light theme holds, too, where no theme is set and the reader's system asks for a light one, and on paper whatever is
 * set: as many classes as a theme's own selector has, so that it wins by its place.
 */
export function withSystemTheme(css: string): string {
  const unset = lightRules(css, ":root:not([data-theme])");
  if (unset === "") return css;
  return `${css}@media (prefers-color-scheme:light){${unset}}@media print{${lightRules(css, ":root:root")}}`;
}

/** A page with no theme set, as long as no script sets one. */
export const withoutTheme = (html: string): string => html.replace(/(<html\b[^>]*?) data-theme="dark"/, "$1");

/** Pages follow the system's theme without JavaScript; with it, Starlight sets the one that the reader chose before anything is drawn. */
export const systemTheme = (): AstroIntegration => ({
  name: "system-theme",
  hooks: {
    "astro:build:done": ({ dir }) => {
      rewriteFiles(dir, ".css", withSystemTheme);
      rewriteFiles(dir, ".html", withoutTheme);
    },
  },
});
