import type { SiteModel } from "../../node/build/site-model.ts";
import { namesOfModel } from "../../node/pages/page-names.ts";
import type { PageHeading } from "../markdown/headings.ts";
import type { RenderedPage } from "../markdown/render-page.ts";
import { byName, type KfuncRow, kfuncRow } from "./kfunc-row.ts";
import { flagPage, pageFacts, prose } from "./page-facts.ts";

export interface FlagView {
  readonly name: string;
  readonly summary: string;
  readonly text: RenderedPage;
  readonly kfuncs: readonly KfuncRow[];
  readonly headings: readonly PageHeading[];
}

/** All that the page about one KF_ flag shows. */
export function flagView(model: SiteModel, name: string): FlagView {
  const kfuncs = model.kfuncs.filter(({ flags }) => flags.some((flag) => flag === name));
  const text = prose(flagPage(name), { names: namesOfModel(model), self: name, reserved: ["kfuncs"] });
  return {
    name,
    summary: pageFacts("flag", flagPage(name))?.summary ?? "",
    text,
    kfuncs: kfuncs.map(kfuncRow).sort(byName),
    headings: [...text.headings, { depth: 2, slug: "kfuncs", text: "Kfuncs that carry it" }],
  };
}

/** Flags that a kfunc of the site carries. */
export const usedFlags = (model: SiteModel): string[] => [...namesOfModel(model).flags].sort();
