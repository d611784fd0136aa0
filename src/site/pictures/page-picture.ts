import type { SiteModel } from "../../node/build/site-model.ts";
import { availabilityLine } from "../view/availability-line.ts";
import { phraseText } from "../view/phrase.ts";
import { programTypeNames, readableName } from "../view/program-type-names.ts";

/** What the picture of a page says, from top to bottom. */
export interface PagePicture {
  /** What the site is called. */
  readonly site: string;
  readonly kind: string;
  readonly title: string;
  /** The title is a name in C. */
  readonly isName: boolean;
  readonly summary: string;
  readonly facts: string;
}

/** What pages below a folder are about, and whether their titles are names in C. */
const kinds: Readonly<Record<string, readonly [kind: string, isName: boolean]>> = {
  kfuncs: ["Kfunc", true],
  examples: ["Example", false],
  "program-types": ["Program type", true],
  flags: ["Flag", true],
  structs: ["Struct", true],
  errors: ["Error value", true],
  "verifier-messages": ["Message of the verifier", true],
  faults: ["Fault rule", false],
  diagnostics: ["Finding of a build", false],
  releases: ["Release", false],
  availability: ["Availability", false],
  concepts: ["Concept", false],
  guides: ["Guide", false],
};

function factsOf({ kfuncs, examples }: SiteModel, folder: string, name: string): string {
  const kfunc = folder === "kfuncs" && kfuncs.find((each) => each.name === name);
  if (kfunc) return availabilityLine(kfunc).map(phraseText).join(" · ");
  const example = folder === "examples" && examples.find(({ key }) => key === name);
  if (!example) return "";
  const type = programTypeNames.find(({ name }) => name === example.programType);
  return [...(type ? [readableName(type)] : []), ...example.kfuncs.slice(0, 2)].join(" · ");
}

/** The picture of the page at a slug, with the words by which the page presents itself. */
export function pagePicture(model: SiteModel, slug: string, title: string, summary: string): PagePicture {
  const [folder = "", ...rest] = slug.split("/");
  const [kind, isName] = (rest.length > 0 && kinds[folder]) || [model.site.front.title, false];
  return { site: model.site.title, kind, title, isName, summary, facts: factsOf(model, folder, rest.join("/")) };
}
