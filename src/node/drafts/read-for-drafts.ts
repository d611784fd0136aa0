import { type ReadContent, readContent } from "../build/read-content.ts";
import { type Kernel, readKernel } from "../build/read-kernel.ts";
import { showPlaces } from "../content/shown-path.ts";
import { UnreadableContent } from "../content/unreadable-content.ts";
import { printFindings } from "../reports/print-report.ts";

/** What drafts are made from: the folder as it is, and its kernel facts. */
export interface DraftSources {
  readonly read: ReadContent;
  readonly kernel: Kernel;
}

/** Reads the folder; specs that can't be read are no hindrance, kernel facts are. */
export function readForDrafts(content: string): DraftSources {
  const read = readContent(content);
  const { value: kernel, diagnostics } = readKernel(read.sources.kernels);
  if (kernel) return { read, kernel };
  throw new UnreadableContent(
    "Nothing can be drafted without kernel facts",
    printFindings(showPlaces(diagnostics, content)),
  );
}
