import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import type { Source } from "../../core/diagnostics/source.ts";
import { type FrontMatterKind, frontMatterRange, readFrontMatter } from "../../core/spec/front-matter.ts";
import { checkPage } from "./check-page.ts";
import type { PageNames } from "./page-names.ts";

/** Folders of content whose pages carry facts; pages of other folders carry none. */
const kinds: Readonly<Record<string, FrontMatterKind>> = {
  flags: "flag",
  "program-types": "program-type",
  guides: "guide",
};

/** Everything about one Markdown file of the content folder, whose path begins with `content/`. */
export function checkContentPage(source: Source, names: PageNames): Diagnostic[] {
  const [, folder = ""] = source.path.split("/");
  const kind = Object.hasOwn(kinds, folder) ? kinds[folder] : undefined;
  return [...(kind ? checkFacts(source, kind) : refuseFacts(source)), ...checkPage(source, names)];
}

const finding = (source: Source, end: number, message: string, help: string): Diagnostic => ({
  code: "page/front-matter",
  severity: "error",
  message,
  place: { source, start: 0, end },
  notes: [],
  help,
});

function checkFacts(source: Source, kind: FrontMatterKind): readonly Diagnostic[] {
  const { value, diagnostics } = readFrontMatter(source, kind);
  const file = source.path.split("/").at(-1)?.replace(/\.md$/, "");
  if (!value || !("name" in value) || value.name === file) return diagnostics;
  return [finding(source, 3, `The page of ${value.name} is in ${file}.md`, `rename the file to ${value.name}.md`)];
}

function refuseFacts(source: Source): Diagnostic[] {
  const range = frontMatterRange(source.text);
  if (!range) return [];
  return [finding(source, 3, "The page has front matter", "state facts in the kfunc's YAML, and only prose here")];
}
