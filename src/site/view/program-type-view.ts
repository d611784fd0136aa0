import type { SiteModel } from "../../node/build/site-model.ts";
import { namesOfModel } from "../../node/pages/page-names.ts";
import type { PageHeading } from "../markdown/headings.ts";
import type { RenderedPage } from "../markdown/render-page.ts";
import { kfuncsBySubsystem } from "./kfunc-row.ts";
import { pageFacts, programTypePage, prose } from "./page-facts.ts";

export interface ProgramTypeView {
  readonly name: string;
  readonly summary: string;
  readonly context?: string;
  readonly sections: readonly string[];
  readonly text: RenderedPage;
  readonly groups: ReturnType<typeof kfuncsBySubsystem>;
  readonly headings: readonly PageHeading[];
}

/** All that the page about one program type shows. */
export function programTypeView(model: SiteModel, name: string): ProgramTypeView {
  const facts = pageFacts("program-type", programTypePage(name));
  const kfuncs = model.kfuncs.filter(({ programTypes }) => programTypes.some((type) => type === name));
  const text = prose(programTypePage(name), { names: namesOfModel(model), self: name, reserved: ["kfuncs"] });
  return {
    name,
    summary: facts?.summary ?? "",
    ...(facts?.context ? { context: facts.context } : {}),
    sections: facts?.sections ?? [],
    text,
    groups: kfuncsBySubsystem(kfuncs),
    headings: [...text.headings, { depth: 2, slug: "kfuncs", text: "Kfuncs that it may call" }],
  };
}

/** Program types that a kfunc of the site may be called from. */
export const usedProgramTypes = (model: SiteModel): string[] => [...namesOfModel(model).programTypes].sort();
