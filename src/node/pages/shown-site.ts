import type { Source } from "../../core/diagnostics/source.ts";
import type { SiteModel } from "../build/site-model.ts";

/** What the pages show at the moment, where that may change while they are served. */
export interface ShownSite {
  readonly model: SiteModel;
  /** Markdown by its path, `content/…`. */
  readonly pages: ReadonlyMap<string, Source>;
  /** Pages that can't be shown, by their paths on the site. */
  readonly withheld?: ReadonlyMap<string, WithheldPage>;
}

/** What an author wrote for a page that can't be shown. */
export interface WithheldPage {
  /** Markdown. */
  readonly prose?: string;
  /** C. */
  readonly program?: string;
}

/** The pages are loaded by Vite, which has modules of its own: both sides meet in the process. */
interface Meeting {
  shown?: ShownSite;
  readonly listeners: Set<(site: ShownSite) => void>;
}

const place = Symbol.for("kfdoc.shown-site");

function meeting(): Meeting {
  const process = globalThis as { [place]?: Meeting };
  process[place] ??= { listeners: new Set() };
  return process[place];
}

/** Absent in a build, where files hold the model and the pages. */
export const shownSite = (): ShownSite | undefined => meeting().shown;

export function showSite(site: ShownSite): void {
  meeting().shown = site;
  for (const listen of meeting().listeners) listen(site);
}

export function onShownSite(listen: (site: ShownSite) => void): void {
  meeting().listeners.add(listen);
}
