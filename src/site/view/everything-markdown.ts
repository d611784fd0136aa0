import { Derived } from "../../core/derived/derived.ts";
import type { KfuncModel, SiteModel } from "../../node/build/site-model.ts";
import { contentFolder, readPage } from "../../node/pages/read-page.ts";
import { plainMarkdown } from "../markdown/plain-markdown.ts";
import { articlePage } from "./article-view.ts";
import { byFamily, type Family, familyConcept } from "./families.ts";
import { kfuncMarkdown } from "./kfunc-markdown.ts";
import { byName } from "./kfunc-row.ts";

function familyText(model: SiteModel, { family, title, members }: Family<KfuncModel>): string {
  const concept = familyConcept(family);
  const about = concept ? readPage(articlePage(concept.kind, concept.slug)) : undefined;
  return [
    `## ${title}`,
    ...(concept ? [concept.summary] : []),
    ...(about ? [plainMarkdown(about.text, { model, shift: 1, notes: `${family}-` })] : []),
    ...members.toSorted(byName).map((kfunc) => kfuncMarkdown(model, kfunc, { level: 3, notes: `${kfunc.name}-` })),
  ].join("\n\n");
}

const everythingText = (model: SiteModel): string =>
  byFamily(model, model.kfuncs, ({ subsystem }) => subsystem)
    .map((family) => familyText(model, family))
    .join("\n\n");

const written = new Derived<string>();

/** All kfuncs by family, each family after what its concept says, as one piece of Markdown: written once for the page and its twin. */
export const everythingMarkdown = (model: SiteModel): string =>
  written.of([model, contentFolder()], () => everythingText(model));
