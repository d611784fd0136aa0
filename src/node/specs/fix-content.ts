import { folderReader } from "../content/read-content-files.ts";
import { type FixedFile, fixSpecs } from "./fix-specs.ts";
import { everyFile, type IsMeant } from "./is-meant.ts";
import { joined, mendTexts } from "./mend-texts.ts";
import { sortSpecs } from "./sort-specs.ts";

/**
 * All that `check --fix` does with the files that are meant: what a text's own findings say first, so that specs can be read, then what the
 * kernels decide, and at last the order of keys.
 */
export function fixContent(content: string, isMeant: IsMeant = everyFile, read = folderReader(content)): FixedFile[] {
  const mended = joined(mendTexts(content, isMeant, read), fixSpecs(content, isMeant, read));
  return joined(mended, sortSpecs(content, isMeant, read));
}
