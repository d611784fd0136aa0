import { type FixedFile, fixSpecs } from "./fix-specs.ts";
import { mendTexts } from "./mend-texts.ts";

/** All that `check --fix` does: what a text's own findings say first, so that specs can be read, then what the kernels decide. */
export function fixContent(content: string): FixedFile[] {
  const mended = mendTexts(content);
  const fixed = fixSpecs(content);
  const again = fixed.map((file) => {
    const earlier = mended.find(({ path }) => path === file.path);
    return earlier ? { ...file, changes: [...earlier.changes, ...file.changes], before: earlier.before } : file;
  });
  const paths = new Set(fixed.map(({ path }) => path));
  return [...mended.filter(({ path }) => !paths.has(path)), ...again];
}
