import { Derived } from "../../core/derived/derived.ts";
import { type Checked, type Diagnostic, pathOf } from "../../core/diagnostics/diagnostic.ts";
import type { Source } from "../../core/diagnostics/source.ts";
import type { Content, NameSet } from "../../core/spec/content.ts";
import { findHiddenCharacters } from "../../core/spec/hidden-characters.ts";
import { findLicenceProblems } from "../../core/spec/licence-line.ts";
import { parseContent } from "../../core/spec/parse-content.ts";
import type { ParsedFile } from "../../core/spec/parsed-file.ts";
import { findRoughLines } from "../../core/spec/plain-lines.ts";
import { defaultSettings, parseSiteSettings, type SiteSettings } from "../../core/spec/site-settings.ts";
import { findUnwritten } from "../../core/spec/unwritten.ts";
import { type ContentSources, sortContent } from "../content/content-sources.ts";
import { ownContent } from "../content/own-content.ts";
import { type ContentFile, type FilesRead, readContentFiles } from "../content/read-content-files.ts";

/** What every text of an author is looked through for; C for its licence, too. */
function textProblems(source: Source, licence: string): Diagnostic[] {
  return [
    ...findUnwritten(source),
    ...findHiddenCharacters(source),
    ...findRoughLines(source),
    ...(/\.[ch]$/.test(source.path) ? findLicenceProblems(source, licence) : []),
  ];
}

export interface ReadContent {
  readonly sources: ContentSources;
  readonly content: Content;
  /** What `site.yaml` says; absent where there is none, or it can't be read. */
  readonly settings?: ParsedFile<SiteSettings>;
  readonly diagnostics: readonly Diagnostic[];
}

const ownFiles: FilesRead = new Map();

/** A folder without kernel facts is held against those that come with the generator. */
function withKernels(files: Checked<readonly ContentFile[]>): Checked<readonly ContentFile[]> {
  if (!files.value || files.value.some(({ kind }) => kind === "kernel")) return files;
  const own = readContentFiles(ownContent, "kernels", ownFiles);
  return { value: [...files.value, ...(own.value ?? [])], diagnostics: [...files.diagnostics, ...own.diagnostics] };
}

const settingsRead = new Derived<ReturnType<typeof parseSiteSettings>>();
const marks = new Derived<Diagnostic[]>();

/** What the kernels have that content is held against; undefined where nobody asks them, or they can't be read. */
export type KfuncsOf = (kernels: readonly ContentFile[]) => NameSet | undefined;

/**
 * Reads the content folder, or files of it that were read already: specs and scenarios as values, the rest as texts. With what kernels
 * have, names that are wrong are told from names that lack a spec.
 */
export function readContent(
  folder: string,
  read = readContentFiles(folder),
  kfuncsOf: KfuncsOf = () => undefined,
): ReadContent {
  const files = withKernels(read);
  const { value: sources, diagnostics } = sortContent(files.value ?? []);
  const unreadable = [...files.diagnostics, ...diagnostics];
  const refused = unreadable.map(pathOf);
  const { pages, examples: programs, kernels } = sources;
  const kernelKfuncs = kfuncsOf(kernels);
  const beside = { pages, programs, refused, ...(kernelKfuncs && { kernelKfuncs }) };
  const parsed = parseContent(sources.specs, beside);
  const written = [...sources.specs, ...sources.pages, ...sources.examples, ...sources.headers];
  const { settings: stated } = sources;
  const settings = stated && settingsRead.of([stated], () => parseSiteSettings(stated));
  if (sources.settings) written.push(sources.settings);
  const licence = (settings?.value?.value ?? defaultSettings).examples_licence;
  const marked = written.flatMap((source) => marks.of([source, licence], () => textProblems(source, licence)));
  return {
    sources,
    content: parsed.content,
    ...(settings?.value && { settings: settings.value }),
    diagnostics: [...unreadable, ...parsed.diagnostics, ...(settings?.diagnostics ?? []), ...marked],
  };
}
