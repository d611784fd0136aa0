import type { SiteModel } from "../../node/build/site-model.ts";

/** Error values that some kfunc gives, without a sign; `NULL` is none of them, though it has a page. */
export function errnosWithPages({ kfuncs }: Pick<SiteModel, "kfuncs">): ReadonlySet<string> {
  const values = kfuncs.flatMap(({ errors = [] }) => errors.map(({ value }) => value));
  return new Set(values.filter((value) => value !== "NULL"));
}
