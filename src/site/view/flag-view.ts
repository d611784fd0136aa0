import { kfuncFlags } from "../../core/uapi/kfunc-flags.ts";
import { counted } from "../../core/words/counted.ts";
import type { KfuncModel, SiteModel } from "../../node/build/site-model.ts";
import { sectionIds } from "../../node/pages/section-ids.ts";
import type { PageHeading } from "../markdown/headings.ts";
import type { RenderedPage } from "../markdown/render-page.ts";
import { pagePath } from "../paths.ts";
import { byName, type FamilyRows, type NamedLink, rowsByFamily } from "./kfunc-row.ts";
import { flagPage, pageFacts, prose } from "./page-facts.ts";
import { spanWords } from "./release-words.ts";
import { siteNames } from "./site-names.ts";

/** A kfunc that carried the flag in older releases alone. */
export interface FormerKfunc extends NamedLink {
  readonly releases: string;
}

export interface FlagView {
  readonly name: string;
  readonly summary: string;
  readonly text: RenderedPage;
  readonly families: readonly FamilyRows[];
  readonly former: readonly FormerKfunc[];
  readonly headings: readonly PageHeading[];
}

/** All that the page about one KF_ flag shows. */
export function flagView(model: SiteModel, name: string): FlagView {
  const current = model.kfuncs.filter((kfunc) => carries(kfunc, name));
  const former = model.kfuncs.flatMap((kfunc) => formerOf(kfunc, name)).sort(byName);
  const text = prose(flagPage(name), { names: siteNames(model), self: name, reserved: sectionIds.flags });
  return {
    name,
    summary: pageFacts("flag", flagPage(name))?.summary ?? "",
    text,
    families: rowsByFamily(model, current),
    former,
    headings: [
      ...text.headings,
      { depth: 2, slug: "kfuncs", text: "Kfuncs that carry it" },
      ...(former.length > 0 ? [{ depth: 2, slug: "former", text: "Kfuncs that carried it" }] : []),
    ],
  };
}

/** Whether the newest release that has the kfunc registers it with the flag. */
const carries = ({ flags }: KfuncModel, name: string): boolean => flags.some((flag) => flag === name);

function formerOf(kfunc: KfuncModel, flag: string): FormerKfunc[] {
  if (carries(kfunc, flag)) return [];
  const spans = kfunc.registrations.filter(({ flags }) => flags.some((each) => each === flag));
  const [newest] = spans;
  const oldest = spans.at(-1);
  if (!newest || !oldest) return [];
  return [{ name: kfunc.name, href: pagePath("kfunc", kfunc.name), releases: spanWords(oldest.since, newest.until) }];
}

export interface NamedEntry extends NamedLink {
  readonly summary: string;
  readonly kfuncs: string;
}

/** Every flag with its meaning, in the order of the kernel's list. */
export const flagEntries = (model: SiteModel): NamedEntry[] =>
  kfuncFlags.map((name) => ({
    name,
    href: pagePath("flag", name),
    summary: pageFacts("flag", flagPage(name))?.summary ?? "",
    kfuncs: counted(model.kfuncs.filter((kfunc) => carries(kfunc, name)).length, "kfunc"),
  }));
