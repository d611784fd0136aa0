import { existsSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { type Diagnostic, isSpan, type Note } from "../../core/diagnostics/diagnostic.ts";
import type { Source } from "../../core/diagnostics/source.ts";
import { ownContent } from "./own-content.ts";

/** Says where a file of a content folder is. Paths of the folder are `content/…` in all that is found, wherever it stands. */
export type ShowPath = (path: string) => string;

/** A folder from where the user is; its whole path where that is the shorter one. */
function fromHere(folder: string): string {
  const path = relative(process.cwd(), folder) || ".";
  return (path.length <= folder.length ? path : folder).split(sep).join("/");
}

/** As the user of a content folder finds its files: from the current folder. Kernel facts may be the generator's own. */
export function showPath(content: string): ShowPath {
  const folder = fromHere(resolve(content));
  const kernels = existsSync(join(content, "kernels")) ? folder : fromHere(ownContent);
  return (path) => {
    if (path !== "content" && !path.startsWith("content/")) return path;
    return `${path.startsWith("content/kernels") ? kernels : folder}${path.slice("content".length)}`;
  };
}

/** Files of the folder that a sentence names. */
const named = /(?<![\w/.-])content\/(?=[\w<])/g;

/** Findings whose places, and files named in words, are where the user finds them. */
export function showPlaces(findings: readonly Diagnostic[], content: string): Diagnostic[] {
  const show = showPath(content);
  if (show("content") === "content" && show("content/kernels") === "content/kernels") return [...findings];
  const sources = new Map<Source, Source>();
  const placed = <Place extends Diagnostic["place"]>(place: Place): Place => {
    if (!isSpan(place)) return { ...place, path: show(place.path) };
    const source = sources.get(place.source) ?? { ...place.source, path: show(place.source.path) };
    sources.set(place.source, source);
    return { ...place, source };
  };
  const worded = (text: string) => text.replace(named, () => show("content/"));
  const noted = ({ message, place }: Note): Note => ({
    message: worded(message),
    ...(place && { place: placed(place) }),
  });
  return findings.map((finding) => ({
    ...finding,
    message: worded(finding.message),
    place: placed(finding.place),
    notes: finding.notes.map(noted),
    ...(finding.help !== undefined && { help: worded(finding.help) }),
  }));
}
