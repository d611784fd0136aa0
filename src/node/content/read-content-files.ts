import { type BigIntStats, closeSync, constants, fstatSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Checked, Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { errorAt } from "../../core/diagnostics/error-at.ts";
import { counted } from "../../core/words/counted.ts";
import { type ContentKind, placeOf } from "./content-places.ts";

export interface ContentFile {
  readonly kind: ContentKind;
  /** As diagnostics show it: `content/…` with forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Files as they were read before, by path: one that did not change since is the same object. */
export type FilesRead = Map<string, { readonly stamp: string; readonly file: ContentFile }>;

const DEEPEST_FOLDER = 3;
const MOST_FILES = 20_000;

const help = "Content is regular files at the places that CONTRIBUTING.md names; take this one away or rename it.";

/** The path as it is shown, without what could steer a terminal. */
function shown(path: string): string {
  return `content/${path.replace(/[\p{Cc}\p{Cf}]/gu, "?")}`;
}

function unreadable(path: string, message: string, remedy = help): Diagnostic {
  return errorAt({ path: shown(path) }, "content/unreadable", message, { help: remedy });
}

function* entriesBelow(
  root: string,
  folder: string,
  depth: number,
): Generator<{ path: string; isFolder: boolean; isFile: boolean }> {
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name.startsWith(".")) continue;
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    const isFolder = entry.isDirectory() && depth < DEEPEST_FOLDER;
    yield { path, isFolder, isFile: entry.isFile() };
    if (isFolder) yield* entriesBelow(root, path, depth + 1);
  }
}

interface Refusal {
  readonly message: string;
  readonly help?: string;
}

interface ReadFile {
  /** Another one for every change to the file. */
  readonly stamp: string;
  readonly bytes: Uint8Array;
}

const stampOf = ({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats) => [dev, ino, size, mtimeNs, ctimeNs].join(" ");

/** Reads a regular file without following a link and without waiting for a pipe; one with the `known` stamp is as it was. */
function readRegularFile(file: string, limit: number, known: ReadFile | undefined): ReadFile | Refusal {
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    return { message: `The file can't be opened (${(error as NodeJS.ErrnoException).code ?? "unknown"})` };
  }
  try {
    const status = fstatSync(descriptor, { bigint: true });
    if (!status.isFile()) return { message: "This is no regular file" };
    if (status.size > limit) {
      const message = `The file has ${counted(status.size, "byte")}; the limit for it is ${limit}`;
      return { message, help: `Split it: a file here has at most ${limit} bytes.` };
    }
    const stamp = stampOf(status);
    if (known?.stamp === stamp) return known;
    const bytes = new Uint8Array(Number(status.size));
    return { stamp, bytes: bytes.subarray(0, readSync(descriptor, bytes)) };
  } finally {
    closeSync(descriptor);
  }
}

/** Most names are lower-case words joined by hyphens: what one would be that is written otherwise. */
function helpForName(path: string): string {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const meant = folder + path.slice(folder.length).toLowerCase().replaceAll(/[_ ]+/g, "-");
  return placeOf(meant) ? `Rename it to ${shown(meant)}: names here are lower-case words joined by hyphens.` : help;
}

function readEntry(root: string, path: string, before: FilesRead): ContentFile | Diagnostic {
  const place = placeOf(path);
  if (!place) return unreadable(path, "No content of this name stands at this place", helpForName(path));
  const known = before.get(path);
  const read = readRegularFile(join(root, path), place.limit, known && { ...known, bytes: known.file.bytes });
  if ("message" in read) return unreadable(path, read.message, read.help);
  const { stamp, bytes } = read;
  const isSame = known !== undefined && Buffer.compare(known.file.bytes, bytes) === 0;
  const file = isSame ? known.file : { kind: place.kind, path: shown(path), bytes };
  before.set(path, { stamp, file });
  return file;
}

/** Reads a folder as it stands now. */
export type ReadFolder = () => Checked<readonly ContentFile[]>;

/** Reads a folder as often as it is asked to; a file that did not change since is the same object. */
export function folderReader(root: string): ReadFolder {
  const before: FilesRead = new Map();
  return () => readContentFiles(root, "", before);
}

/**
 * Every file of the content folder, or of one folder in it, by path; what is no regular file, too large or out of place is a
 * finding. Whoever reads again hands in what was read `before`, which is brought up to date.
 */
export function readContentFiles(
  root: string,
  below = "",
  before: FilesRead = new Map(),
): Checked<readonly ContentFile[]> {
  const files: ContentFile[] = [];
  const diagnostics: Diagnostic[] = [];
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    const remedy = "Name the folder that holds kfuncs, examples and kernels.";
    const missing = errorAt({ path: root }, "content/unreadable", `There is no content folder ${root}`, {
      help: remedy,
    });
    return { diagnostics: [missing] };
  }
  const seen = new Set<string>();
  for (const { path, isFolder, isFile } of entriesBelow(root, below, below === "" ? 1 : 2)) {
    if (isFolder) continue;
    if (files.length + diagnostics.length >= MOST_FILES) {
      diagnostics.push(unreadable(path, `There are more than ${MOST_FILES} files; the rest is not read`));
      break;
    }
    seen.add(path);
    const read = isFile ? readEntry(root, path, before) : unreadable(path, "This is no regular file");
    if ("bytes" in read) files.push(read);
    else diagnostics.push(read);
  }
  for (const path of before.keys()) if (!seen.has(path)) before.delete(path);
  return { value: files, diagnostics };
}
