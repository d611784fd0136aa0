import type { Root } from "mdast";
import { Derived, Steady } from "../../core/derived/derived.ts";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { errorAt } from "../../core/diagnostics/error-at.ts";
import type { Source } from "../../core/diagnostics/source.ts";
import { baseName, type Content, isExamplePath, keyOf, namesOfFiles } from "../../core/spec/content.ts";
import { type FrontMatterKind, frontMatterRange, readFrontMatter } from "../../core/spec/front-matter.ts";
import type { KfuncSpec } from "../../core/spec/kfunc-spec.ts";
import type { ParsedFile } from "../../core/spec/parsed-file.ts";
import { readRegions } from "../../core/spec/regions.ts";
import { contentKey } from "../cache/content-key.ts";
import type { ContentSources } from "../content/content-sources.ts";
import { checkPage, findTextProblems } from "../pages/check-page.ts";
import { kernelNames } from "../pages/kernel-names.ts";
import { listedOfContent } from "../pages/listed-kfuncs.ts";
import { pageHeadings } from "../pages/page-headings.ts";
import { type PageNames, pageNames } from "../pages/page-names.ts";
import { parsePage } from "../pages/parse-page.ts";
import { textsOf } from "../specs/spec-texts.ts";
import type { Kernel } from "./read-kernel.ts";

const frontMatterKinds: Readonly<Record<string, FrontMatterKind>> = {
  flags: "flag",
  "program-types": "program-type",
  guides: "guide",
  concepts: "guide",
};

/** The names of scenarios that nobody could read: every name may be one of them. */
class AnyName extends Array<string> {
  override includes(): boolean {
    return true;
  }
}

const regions = new Derived<ReturnType<typeof readRegions>>();

const regionsOf = (program: Source) => regions.of([program], () => readRegions(program));

const regionNames = (program: Source | undefined): string[] =>
  program ? regionsOf(program).value.map(({ name }) => name) : [];

/** Names of what was read, and of what stands there but was refused: a link to it is no second finding. */
function namesOfContent(content: Content, sources: ContentSources, kernel: Kernel | undefined): PageNames {
  const programs = new Map(sources.examples.map((source) => [keyOf(source.path).replace(/\.bpf\.c$/, ""), source]));
  const names = pageNames(
    content.kfuncs.map(({ value }) => value),
    content.examples.map(({ key, file: { value } }) => ({
      key,
      scenarios: value.scenarios,
      regions: regionNames(programs.get(key)),
    })),
  );
  const unread = (content.unread ?? []).map(({ path }) => path);
  const kfuncs = namesOfFiles(content);
  const all: PageNames = {
    ...names,
    ...(kernel && {
      listed: listedOfContent(content, kernel),
      kernelKfuncs: new Set(kernel.histories.keys()),
      kernelNames: kernelNames(kernel, sources),
      releases: kernel.releases.map(({ release }) => release),
    }),
    headings: pageHeadings(sources.pages),
    kfuncs: new Set([...names.kfuncs, ...kfuncs]),
    examples: new Map([
      ...names.examples,
      ...unread.filter(isExamplePath).map((path) => [keyOf(path), new AnyName()] as const),
    ]),
  };
  return steadyNames.of(contentKey(unread, Object.values(all).map(asKey)), all);
}

const steadyNames = new Steady<PageNames>();

/** Sets and maps, too, as what they hold. */
const asKey = (part: unknown): string =>
  JSON.stringify(part instanceof Set || part instanceof Map ? [...part] : (part ?? null));

function checkFrontMatter(source: Source): Diagnostic[] {
  const kind = frontMatterKinds[source.path.split("/")[1] ?? ""];
  if (!kind) return [];
  const { value, diagnostics } = readFrontMatter(source, kind);
  const name = baseName(source.path).replace(/\.md$/, "");
  if (!value || !("name" in value) || value.name === name) return [...diagnostics];
  const { start = 0, end = 0 } = frontMatterRange(source.text) ?? {};
  const message = `The page is about ${value.name}, but its file is named ${name}.md`;
  const help = `Rename the file to ${value.name}.md or correct the name.`;
  return [...diagnostics, errorAt({ source, start, end }, "page/front-matter", message, { help })];
}

const trees = new Derived<Root>();

function checkTexts(file: ParsedFile<KfuncSpec>, names: PageNames): Diagnostic[] {
  return [...textsOf(file.value)].flatMap(({ path, text }) =>
    findTextProblems(text, names, () => trees.of([file, ...path], () => parsePage(text))).map(
      ({ code, message, help }) => errorAt(file.spanOf(path), code, message, help === undefined ? {} : { help }),
    ),
  );
}

const findings = new Derived<Diagnostic[]>();

/** Everything that is wrong in Markdown, in pages, their front matter and the texts of specs, and in what it quotes of examples. */
export function checkPages(content: Content, sources: ContentSources, kernel?: Kernel): Diagnostic[] {
  const names = namesOfContent(content, sources, kernel);
  return [
    ...sources.examples.flatMap((example) => regionsOf(example).diagnostics),
    ...sources.pages.flatMap((page) =>
      findings.of([page, names], () => [...checkFrontMatter(page), ...checkPage(page, names)]),
    ),
    ...content.kfuncs.flatMap((file) => findings.of([file, names], () => checkTexts(file, names))),
  ];
}
