import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { printDiagnostic } from "../../core/diagnostics/code-frame.ts";
import { hasErrors } from "../../core/diagnostics/diagnostic.ts";
import { kfuncNames } from "../../core/spec/content.ts";
import { readContent } from "../build/read-content.ts";
import { readKernel } from "../build/read-kernel.ts";
import { readFirstVersions } from "./first-versions.ts";
import { type Contradiction, type NewFile, newSpecs } from "./new-specs.ts";

/** Writes files that are not there yet; one that is stays as it is. */
export function writeNewFiles(content: string, files: readonly NewFile[]): void {
  for (const { path, text } of files) {
    const file = join(content, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: "wx" });
  }
}

const tell = ({ name, stated, release, has, measured }: Contradiction) =>
  `${name}: not since ${stated}: Linux ${release} ${has ? "has it" : `lacks it, Linux ${measured} has it`}`;

/**
 * The whole command: writes a spec for each kfunc that a kernel has and no spec states. Releases and commits come from
 * `firstVersions` where no kernel contradicts them. Returns the exit code.
 */
export function writeSpecs(content: string, firstVersions: string | undefined, say: (line: string) => void): number {
  const { sources, content: read } = readContent(content);
  const { value: kernel, diagnostics } = readKernel(sources.kernels);
  if (!kernel || hasErrors(diagnostics)) {
    for (const diagnostic of diagnostics) say(printDiagnostic(diagnostic));
    return 1;
  }
  const first = firstVersions === undefined ? undefined : readFirstVersions(firstVersions);
  const { files, contradictions } = newSpecs(kernel, kfuncNames(read), first);
  writeNewFiles(content, files);
  for (const contradiction of contradictions) say(tell(contradiction));
  say(`${files.length} specs written, ${contradictions.length} first releases refused`);
  return 0;
}
