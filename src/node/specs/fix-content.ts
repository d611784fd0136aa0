import { type FixedFile, fixSpecs } from "./fix-specs.ts";
import { joined, mendTexts } from "./mend-texts.ts";

/** All that `check --fix` does: what a text's own findings say first, so that specs can be read, then what the kernels decide. */
export function fixContent(content: string): FixedFile[] {
  const mended = mendTexts(content);
  return joined(mended, fixSpecs(content));
}
