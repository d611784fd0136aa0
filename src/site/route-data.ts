import { defineRouteMiddleware, type StarlightRouteData } from "@astrojs/starlight/route-data";
import { model } from "./model.ts";
import { sitePath } from "./paths.ts";
import { twinOf } from "./view/markdown-twins.ts";

type Entries = StarlightRouteData["sidebar"];
type Head = StarlightRouteData["head"];

/** Starlight ends every link of the sidebar with a slash, be it behind an anchor: there it does not belong. */
function mendAnchors(entries: Entries): void {
  for (const entry of entries) {
    if (entry.type === "group") mendAnchors(entry.entries);
    else entry.href = entry.href.replace(/(#[^/]+)\/$/, "$1");
  }
}

const alternate = (type: string, title: string, href: string): Head[number] => ({
  tag: "link",
  attrs: { rel: "alternate", type, title, href },
});

/** The same page as Markdown, and the feed of releases where the site's address is known. */
function alternates(path: string, site: URL | undefined): Head {
  const twin = twinOf(model, path);
  return [
    ...(twin ? [alternate("text/markdown", "As Markdown", twin)] : []),
    ...(site ? [alternate("application/rss+xml", "Releases", sitePath("releases.xml"))] : []),
  ];
}

/** Runs for each page before it is drawn. */
export const onRequest = defineRouteMiddleware(({ locals, url, site }) => {
  mendAnchors(locals.starlightRoute.sidebar);
  locals.starlightRoute.head.push(...alternates(url.pathname, site));
});
