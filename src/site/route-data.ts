import { defineRouteMiddleware, type StarlightRouteData } from "@astrojs/starlight/route-data";

type Entries = StarlightRouteData["sidebar"];

/** Starlight ends every link of the sidebar with a slash, be it behind an anchor: there it does not belong. */
function mendAnchors(entries: Entries): void {
  for (const entry of entries) {
    if (entry.type === "group") mendAnchors(entry.entries);
    else entry.href = entry.href.replace(/(#[^/]+)\/$/, "$1");
  }
}

/** Runs for each page before it is drawn. */
export const onRequest = defineRouteMiddleware(({ locals }) => mendAnchors(locals.starlightRoute.sidebar));
