import type { SiteSettings } from "../../core/spec/site-settings.ts";

/** Where a site is served. */
export interface SitePlace {
  /** The path that it is served below, with a slash at both ends. */
  readonly base: string;
  /** The address of its host, if that is known. */
  readonly url?: string;
}

/** As the machine's variables say, and else the settings of the content. */
export function sitePlace(
  settings: Pick<SiteSettings, "url" | "base">,
  { KFDOC_SITE_URL: url = settings.url, KFDOC_BASE: base = settings.base ?? "/" }: NodeJS.ProcessEnv = process.env,
): SitePlace {
  return { base: `/${base}/`.replace(/\/+/g, "/"), ...(url && { url }) };
}
