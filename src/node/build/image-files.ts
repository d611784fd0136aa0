import type { ContentSources } from "../content/content-sources.ts";
import type { SiteFile } from "./site-file.ts";

/** The folder's own logo and icon, which stand in the site's root. */
export function imageFiles({ images = [] }: ContentSources): SiteFile[] {
  return images.map(({ path, bytes }) => ({ path: path.slice(path.lastIndexOf("/") + 1), contents: bytes }));
}
