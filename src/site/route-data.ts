import { defineRouteMiddleware, type StarlightRouteData } from "@astrojs/starlight/route-data";
import { picturePath, sitePath, twinPath } from "./paths.ts";

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

const property = (name: string, content: string): Head[number] => ({ tag: "meta", attrs: { property: name, content } });

/** The same page as Markdown. */
const twin = (path: string): Head => [alternate("text/markdown", "As Markdown", twinPath(path))];

/** The feed of releases and the page's picture: both have whole addresses, and none where the site's is not known. */
const feed = (): Head => [alternate("application/rss+xml", "Releases", sitePath("releases.xml"))];

const picture = (path: string, site: URL): Head => [
  property("og:image", new URL(picturePath(path), site).href),
  property("og:image:type", "image/png"),
  property("og:image:width", "1200"),
  property("og:image:height", "630"),
];

/** The page for addresses that lead nowhere is at all of them, and says none. */
const isNowhere = (path: string) => /\/404(?:\.html)?\/?$/.test(path);

const saysAddress = ({ attrs }: Head[number]) => attrs?.property === "og:url" || attrs?.rel === "canonical";

/** Runs for each page before it is drawn. */
export const onRequest = defineRouteMiddleware(({ locals, url: { pathname }, site }) => {
  const route = locals.starlightRoute;
  mendAnchors(route.sidebar);
  if (site) route.head.push(...feed());
  if (isNowhere(pathname)) {
    route.head = route.head.filter((tag) => !saysAddress(tag));
    return;
  }
  route.head.push(...twin(pathname));
  if (site) route.head.push(...picture(pathname, site));
});
