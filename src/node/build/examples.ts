import { Derived, sameList } from "../../core/derived/derived.ts";
import type { Source } from "../../core/diagnostics/source.ts";
import type { Content } from "../../core/spec/content.ts";
import type { ExampleSpec } from "../../core/spec/example-spec.ts";
import type { ParsedFile } from "../../core/spec/parsed-file.ts";
import type { ExampleUnit } from "../clang/example-unit.ts";
import { fileNameOf } from "../clang/example-unit.ts";
import { type ContentSources, folderOf } from "../content/content-sources.ts";
import { namesVariant } from "./variants.ts";

/** An example's source with its scenarios, where they could be read. */
export interface Example {
  /** `<subsystem>/<name>` */
  readonly key: string;
  readonly source: Source;
  readonly headers: ReadonlyMap<string, Source>;
  readonly spec?: ParsedFile<ExampleSpec>;
  /** Each variant is compiled for itself; undefined is the source as it stands. Those that the C does not name are left out. */
  readonly variants: readonly (string | undefined)[];
}

const gathered = new Derived<Example>();

export function gatherExamples(sources: ContentSources, content: Content): Example[] {
  const specs = new Map(content.examples.map(({ key, file }) => [key, file]));
  return sources.examples.map((source) => {
    const key = `${folderOf(source).split("/").at(-1)}/${fileNameOf(source).replace(/\.bpf\.c$/, "")}`;
    const headers = sources.headers.filter((header) => folderOf(header) === folderOf(source));
    const spec = specs.get(key);
    return gathered.of([source, spec, sameList(headers)], () => {
      const names = (variant: string) => namesVariant([source, ...headers], variant);
      const variants = new Set(spec?.value.scenarios.map(({ variant }) => variant));
      return {
        key,
        source,
        headers: new Map(headers.map((header) => [fileNameOf(header), header])),
        ...(spec && { spec }),
        variants: [
          undefined,
          ...([...variants].filter((variant) => variant !== undefined && names(variant)).sort() as string[]),
        ],
      };
    });
  });
}

export function unitOf({ source, headers }: Example, variant: string | undefined): ExampleUnit {
  return { source, headers, ...(variant !== undefined && { variant }) };
}
