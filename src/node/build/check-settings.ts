import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { errorAt } from "../../core/diagnostics/error-at.ts";
import { didYouMean } from "../../core/diagnostics/nearest.ts";
import { baseName, type Content, keyOf } from "../../core/spec/content.ts";
import type { ParsedFile } from "../../core/spec/parsed-file.ts";
import type { Path } from "../../core/spec/path.ts";
import type { SiteSettings } from "../../core/spec/site-settings.ts";
import type { ContentSources } from "../content/content-sources.ts";

/** Names that settings may give, by what they are the names of. */
function knownNames({ kfuncs, examples }: Content, { pages }: ContentSources) {
  const guides = pages.filter(({ path }) => path.startsWith("content/guides/"));
  return {
    family: new Set(kfuncs.map(({ source }) => keyOf(source.path).split("/")[0] ?? "")),
    example: new Set(examples.map(({ key }) => key)),
    guide: new Set(guides.map(({ path }) => baseName(path).replace(/\.md$/, ""))),
  };
}

/** What `site.yaml` names and the folder does not hold. */
export function checkSettings(
  file: ParsedFile<SiteSettings> | undefined,
  content: Content,
  sources: ContentSources,
): Diagnostic[] {
  if (!file) return [];
  const known = knownNames(content, sources);
  const { front, families, authors_guide: guide } = file.value;
  const named: { kind: keyof typeof known; name: string; path: Path; part: "key" | "value" }[] = [
    ...Object.keys(families).map((name) => ({
      kind: "family" as const,
      name,
      path: ["families", name],
      part: "key" as const,
    })),
    ...(front.example === undefined
      ? []
      : [{ kind: "example" as const, name: front.example, path: ["front", "example"], part: "value" as const }]),
    ...(guide === undefined
      ? []
      : [{ kind: "guide" as const, name: guide, path: ["authors_guide"], part: "value" as const }]),
  ];
  return named
    .filter(({ kind, name }) => !known[kind].has(name))
    .map(({ kind, name, path, part }) => {
      const help = didYouMean(name, known[kind], `There is ${[...known[kind]].join(", ") || "none"}.`);
      return errorAt(file.spanOf(path, part), "content/settings", `There is no ${kind} ${name}`, { help });
    });
}
