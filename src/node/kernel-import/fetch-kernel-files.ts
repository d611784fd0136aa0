import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withDebianKernel } from "./debian-kernel.ts";
import { keepFiles, readKeptFiles } from "./kept-files.ts";
import type { KernelFiles } from "./kernel-files.ts";
import { registeringModules } from "./registering-modules.ts";

type Say = (line: string) => void;

const fromDebian = (release: string, cache: string, say: Say): KernelFiles =>
  withDebianKernel(release, "amd64", cache, say, ({ packages, image, modules }) => {
    say("looking for modules with kfuncs");
    return { release, packages, image: readFileSync(image), modules: registeringModules(modules) };
  });

/**
 * The newest full kernel of a release in the Debian archive that apt is set up for: its image and the modules that register
 * kfuncs. Nothing is installed; the files are kept in `<cache>/full-kernels/<release>` with their digests. To take a newer
 * one, remove that folder.
 */
export function fetchKernelFiles(release: string, cache: string, say: Say): KernelFiles {
  const folder = join(cache, "full-kernels", release);
  const kept = readKeptFiles(folder);
  if (kept) return kept;
  const files = fromDebian(release, cache, say);
  keepFiles(folder, files);
  return files;
}
