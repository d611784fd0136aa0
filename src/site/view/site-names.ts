import type { SiteModel } from "../../node/build/site-model.ts";
import { namesOfModel, type PageNames } from "../../node/pages/page-names.ts";
import { errnosWithPages } from "./errno-names.ts";
import { structsWithPages } from "./type-text.ts";

const known = new WeakMap<SiteModel, PageNames>();

/** Every name that text on the site links to: what authors may link to, and the structs and errors that pages tell of. */
export function siteNames(model: SiteModel): PageNames {
  const names = known.get(model) ?? {
    ...namesOfModel(model),
    structs: structsWithPages(model),
    errnos: errnosWithPages(model),
  };
  known.set(model, names);
  return names;
}
