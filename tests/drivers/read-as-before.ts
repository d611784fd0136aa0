import type { Checked } from "../../src/core/diagnostics/diagnostic.ts";
import { type ContentFile, type ReadFolder, readContentFiles } from "../../src/node/content/read-content-files.ts";

const known = new Map<string, readonly ContentFile[]>();

/** The very object that a file with these bytes was at its place before. */
function asBefore(file: ContentFile): ContentFile {
  const before = known.get(file.path) ?? [];
  const same = before.find(({ bytes }) => Buffer.compare(bytes, file.bytes) === 0);
  if (!same) known.set(file.path, [...before, file]);
  return same ?? file;
}

/**
 * The files of a content folder. What this worker has read before, in whatever folder, is the same object again, so that only what
 * follows from the rest is made anew, as by `kfdoc check --watch`.
 */
export function readAsBefore(content: string): Checked<readonly ContentFile[]> {
  const { value, diagnostics } = readContentFiles(content);
  return { ...(value && { value: value.map(asBefore) }), diagnostics };
}

/** The same, as often as it is asked to. */
export const readerAsBefore =
  (content: string): ReadFolder =>
  () =>
    readAsBefore(content);
