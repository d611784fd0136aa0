import { type Diagnostic, pathOf } from "../../core/diagnostics/diagnostic.ts";
import type { Content } from "../../core/spec/content.ts";
import { findHiddenCharacters } from "../../core/spec/hidden-characters.ts";
import { parseContent } from "../../core/spec/parse-content.ts";
import { findUnwritten } from "../../core/spec/unwritten.ts";
import { type ContentSources, sortContent } from "../content/content-sources.ts";
import { readContentFiles } from "../content/read-content-files.ts";

export interface ReadContent {
  readonly sources: ContentSources;
  readonly content: Content;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the content folder: specs and scenarios as values, the rest as texts. */
export function readContent(folder: string): ReadContent {
  const files = readContentFiles(folder);
  const { value: sources, diagnostics } = sortContent(files.value ?? []);
  const unreadable = [...files.diagnostics, ...diagnostics];
  const refused = unreadable.map(pathOf);
  const parsed = parseContent(sources.specs, { pages: sources.pages, programs: sources.examples, refused });
  const written = [...sources.specs, ...sources.pages, ...sources.examples, ...sources.headers];
  const marked = written.flatMap((source) => [...findUnwritten(source), ...findHiddenCharacters(source)]);
  return { sources, content: parsed.content, diagnostics: [...unreadable, ...parsed.diagnostics, ...marked] };
}
