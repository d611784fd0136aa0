import { counted } from "../../core/words/counted.ts";
import type { SiteModel } from "../../node/build/site-model.ts";
import { sitePath } from "../paths.ts";
import { byFamily, familyId } from "./families.ts";
import type { NamedLink } from "./kfunc-row.ts";

/** A family on the front page. */
export interface FamilyView extends NamedLink {
  /** "22 kfuncs", or "22 kfuncs, 2 of them described". */
  readonly count: string;
}

function countWords(described: number, all: number): string {
  const kfuncs = counted(all, "kfunc");
  return described === 0 || described === all ? kfuncs : `${kfuncs}, ${described} described`;
}

/** All families by title, those first of which somebody has written. */
export function familyViews(model: SiteModel): FamilyView[] {
  const families = byFamily(model, model.kfuncs, ({ subsystem }) => subsystem).map(({ family, title, members }) => {
    const described = members.filter(({ spec }) => spec.summary !== undefined).length;
    const href = `${sitePath("kfuncs/")}#${familyId(family)}`;
    return { isDescribed: described > 0, view: { name: title, href, count: countWords(described, members.length) } };
  });
  return [true, false].flatMap((wanted) =>
    families.filter(({ isDescribed }) => isDescribed === wanted).map(({ view }) => view),
  );
}
