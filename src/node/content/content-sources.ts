import { Derived } from "../../core/derived/derived.ts";
import type { Checked, Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { errorAt } from "../../core/diagnostics/error-at.ts";
import type { Source } from "../../core/diagnostics/source.ts";
import type { ContentKind } from "./content-places.ts";
import type { ContentFile } from "./read-content-files.ts";

/** The content folder as texts and kernel data, by what they are. */
export interface ContentSources {
  readonly specs: readonly Source[];
  readonly pages: readonly Source[];
  /** `.bpf.c` files. */
  readonly examples: readonly Source[];
  readonly headers: readonly Source[];
  readonly kernels: readonly ContentFile[];
  /** What Linux releases made of the scenarios. */
  readonly records: readonly Source[];
  /** The baseline of coverage: a folder that has one holds a spec of every kfunc. */
  readonly coverage?: Source;
  /** The words that it adds to the dictionary. */
  readonly words?: Source;
  /** `site.yaml`. */
  readonly settings?: Source;
  /** `logo.png` and `favicon.png`, as far as they are there. */
  readonly images?: readonly ContentFile[];
}

const decoder = new TextDecoder("utf-8", { fatal: true });

const decoded = new Derived<Source | Diagnostic>();

function decode({ path, bytes }: ContentFile): Source | Diagnostic {
  try {
    return { path, text: decoder.decode(bytes) };
  } catch {
    const help = "Save the file as UTF-8.";
    return errorAt({ path }, "content/unreadable", "The file is not UTF-8 text", { help });
  }
}

type TextKind = "specs" | "pages" | "examples" | "headers" | "records" | "coverages" | "wordLists" | "settingFiles";

const textKinds: Readonly<Partial<Record<ContentKind, TextKind>>> = {
  "kfunc-spec": "specs",
  "example-spec": "specs",
  page: "pages",
  "example-source": "examples",
  "example-header": "headers",
  record: "records",
  coverage: "coverages",
  words: "wordLists",
  settings: "settingFiles",
};

/** Decodes the texts among the files; one that is not UTF-8 is a finding. */
export function sortContent(files: readonly ContentFile[]): Checked<ContentSources> & { value: ContentSources } {
  const sources: Record<TextKind, Source[]> = {
    specs: [],
    pages: [],
    examples: [],
    headers: [],
    records: [],
    coverages: [],
    wordLists: [],
    settingFiles: [],
  };
  const diagnostics: Diagnostic[] = [];
  for (const file of files) {
    const kind = textKinds[file.kind];
    if (!kind) continue;
    const text = decoded.of([file], () => decode(file));
    if ("text" in text) sources[kind].push(text);
    else diagnostics.push(text);
  }
  const { coverages, wordLists, settingFiles, ...texts } = sources;
  const [coverage] = coverages;
  const [words] = wordLists;
  const [settings] = settingFiles;
  const images = files.filter(({ kind }) => kind === "image");
  const kernels = files.filter(({ kind }) => kind === "kernel");
  const single = { ...(coverage && { coverage }), ...(words && { words }), ...(settings && { settings }) };
  return { value: { ...texts, kernels, images, ...single }, diagnostics };
}

/** The folder that a file stands in: `content/examples/xfrm`. */
export function folderOf({ path }: Source): string {
  return path.slice(0, path.lastIndexOf("/"));
}
