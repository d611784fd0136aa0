import type { KfuncModel, SiteModel } from "../../node/build/site-model.ts";
import { pagePath } from "../paths.ts";
import { listed, phraseText, plain } from "./phrase.ts";

/** What nobody has written about a kfunc yet, and how to. */
export interface Unwritten {
  /** "what it does, what it returns and how it is used" */
  readonly parts: string;
  /** Where to write it, with the name of the content folder: the spec, the page or both. */
  readonly files: readonly string[];
  /** The guide to it; absent where the site has none. */
  readonly href?: string;
}

/** The guide for authors, where the settings name one. */
export function authorsGuide({ site }: SiteModel): string | undefined {
  return site.authors_guide === undefined ? undefined : pagePath("guide", site.authors_guide);
}

/** Undefined where all is written. `prose` is whether the page has any. */
export function unwrittenOf(model: SiteModel, kfunc: KfuncModel, prose: boolean): Unwritten | undefined {
  const { spec, params, prototype, errors } = kfunc;
  const ofSpec = [
    ...(spec.summary === undefined ? ["what it does"] : []),
    ...(params.some(({ text }) => text === undefined) ? ["what its parameters mean"] : []),
    ...(prototype.returns !== "void" && spec.returns === undefined ? ["what it returns"] : []),
    ...(errors === undefined ? ["which errors it gives"] : []),
  ];
  const parts = [...ofSpec, ...(prose ? [] : ["how it is used"])];
  if (parts.length === 0) return undefined;
  const files = [...(ofSpec.length > 0 ? [kfunc.page.replace(/\.md$/, ".yaml")] : []), ...(prose ? [] : [kfunc.page])];
  const href = authorsGuide(model);
  return {
    parts: phraseText(listed(parts.map(plain))),
    files: files.map((file) => `${model.site.folder}/${file}`),
    ...(href !== undefined && { href }),
  };
}
