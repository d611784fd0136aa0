import { counted } from "../../core/words/counted.ts";
import type { SiteModel } from "../../node/build/site-model.ts";
import type { PageHeading } from "../markdown/headings.ts";
import { pagePath, sitePath } from "../paths.ts";
import { byFamily } from "./families.ts";
import type { NamedLink } from "./kfunc-row.ts";
import { programTypePrefix } from "./program-type-names.ts";

/** An example as a row of the table of its folder. */
export interface ExampleRow {
  readonly title: string;
  readonly href: string;
  readonly summary: string;
  readonly programType: NamedLink;
  readonly scenarios: string;
  /** The kfuncs that it calls, apart by spaces. */
  readonly calls: string;
}

export interface ExampleFolder {
  readonly id: string;
  readonly folder: string;
  readonly title: string;
  /** The page of these examples alone. */
  readonly href: string;
  readonly rows: readonly ExampleRow[];
}

export interface ExamplesView {
  readonly summary: string;
  readonly folders: readonly ExampleFolder[];
  readonly headings: readonly PageHeading[];
}

/** The id of a folder's section on the page of all examples. */
export const folderId = (folder: string): string => `examples-${folder}`;

/** "1 program that compiles as it stands", "2 programs that compile as they stand". */
export const wholePrograms = (number: number): string =>
  `${counted(number, "program")} ${number === 1 ? "that compiles as it stands" : "that compile as they stand"}`;

/** All examples, by the folder in which they stand. */
export function examplesView(model: SiteModel): ExamplesView {
  const { examples } = model;
  const scenarios = examples.flatMap((example) => example.scenarios);
  const folders = byFamily(model, examples, ({ subsystem }) => subsystem).map(({ family: folder, title, members }) => ({
    id: folderId(folder),
    folder,
    title,
    href: sitePath(`examples/${folder}/`),
    rows: members.map(({ key, title, summary, programType, kfuncs, scenarios: own }) => {
      const type = { name: programType.slice(programTypePrefix.length), href: pagePath("program-type", programType) };
      return {
        title,
        href: pagePath("example", key),
        summary,
        programType: type,
        scenarios: counted(own.length, "scenario"),
        calls: kfuncs.join(" "),
      };
    }),
  }));
  return {
    summary: `${wholePrograms(examples.length)}, and what came of ${counted(scenarios.length, "run")} of them.`,
    folders,
    headings: folders.map(({ id, title }) => ({ depth: 2, slug: id, text: title })),
  };
}
