import { Derived } from "../../core/derived/derived.ts";
import type { SiteModel } from "../../node/build/site-model.ts";
import { contentFolder, readPage } from "../../node/pages/read-page.ts";
import { plainMarkdown } from "../markdown/plain-markdown.ts";
import { articlePage } from "./article-view.ts";
import { familyConcept } from "./family-view.ts";
import { grouped } from "./grouped.ts";
import { kfuncMarkdown } from "./kfunc-markdown.ts";
import { byName } from "./kfunc-row.ts";

function familyText(model: SiteModel, family: string, kfuncs: SiteModel["kfuncs"]): string {
  const concept = familyConcept(family);
  const about = concept ? readPage(articlePage(concept.kind, concept.slug)) : undefined;
  return [
    `## ${concept?.title ?? family}`,
    ...(concept ? [concept.summary] : []),
    ...(about ? [plainMarkdown(about.text, { model, shift: 1, notes: `${family}-` })] : []),
    ...kfuncs.toSorted(byName).map((kfunc) => kfuncMarkdown(model, kfunc, { level: 3, notes: `${kfunc.name}-` })),
  ].join("\n\n");
}

function everythingText(model: SiteModel): string {
  const families = [...grouped(model.kfuncs, ({ subsystem }) => subsystem)].sort(([left], [right]) =>
    left < right ? -1 : 1,
  );
  return families.map(([family, kfuncs]) => familyText(model, family, kfuncs)).join("\n\n");
}

const written = new Derived<string>();

/** All kfuncs by family, each family after what its concept says, as one piece of Markdown: written once for the page and its twin. */
export const everythingMarkdown = (model: SiteModel): string =>
  written.of([model, contentFolder()], () => everythingText(model));
