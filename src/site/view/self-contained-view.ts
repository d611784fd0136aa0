import { objectFile } from "../../node/build/object-file.ts";
import type { ExampleModel } from "../../node/build/site-model.ts";
import { compileAloneCommand } from "../../node/clang/flags.ts";
import { type ExplorerLink, explorerCompiler, linkToExplorer } from "../../node/self-contained/compiler-explorer.ts";
import { declarationsFile, selfContainedFile } from "../../node/self-contained/self-contained.ts";
import { pagePath } from "../paths.ts";

/** An example's C without includes, to download and to open elsewhere. */
export interface SelfContainedView {
  readonly file: string;
  readonly href: string;
  readonly compileCommand: string;
  /** As Compiler Explorer calls it. */
  readonly compiler: string;
  /** Absent where its C is too long for a link and nobody knows where this site is served. */
  readonly explorer?: ExplorerLink;
}

/** `site` is the origin that this site is served from, where that is known. */
export function selfContainedView(example: ExampleModel, site?: string): SelfContainedView | undefined {
  const { key, sourceFile, explorer: source } = example;
  if (!source) return undefined;
  const folder = pagePath("example", key);
  const file = selfContainedFile(sourceFile);
  const declarations = site && new URL(`${folder}${declarationsFile(sourceFile)}`, site).href;
  const explorer = linkToExplorer(source, declarations);
  return {
    file,
    href: `${folder}${file}`,
    compileCommand: compileAloneCommand(file, objectFile(sourceFile)),
    compiler: explorerCompiler.name,
    ...(explorer && { explorer }),
  };
}
