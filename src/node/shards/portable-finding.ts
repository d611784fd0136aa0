import { type Diagnostic, isSpan } from "../../core/diagnostics/diagnostic.ts";
import type { Source } from "../../core/diagnostics/source.ts";

type Place = Diagnostic["place"];

/** A finding with its texts apart: many are about the same file. */
export type PortableFinding = Omit<Diagnostic, "place" | "notes"> & {
  readonly place: PortablePlace;
  readonly notes: readonly { readonly message: string; readonly place?: PortablePlace }[];
};

type PortablePlace =
  | { readonly path: string; readonly start: number; readonly end: number }
  | { readonly path: string; readonly byteOffset: number };

export interface PortableFindings {
  /** By path. */
  readonly texts: Readonly<Record<string, string>>;
  readonly findings: readonly PortableFinding[];
}

/** Findings for a file that other machines read. */
export function packFindings(findings: readonly Diagnostic[]): PortableFindings {
  const texts: Record<string, string> = {};
  const pack = (place: Place): PortablePlace => {
    if (!isSpan(place)) return place;
    const { source, start, end } = place;
    texts[source.path] = source.text;
    return { path: source.path, start, end };
  };
  const packed = findings.map((finding) => ({
    ...finding,
    place: pack(finding.place),
    notes: finding.notes.map(({ message, place }) => ({ message, ...(place && { place: pack(place) }) })),
  }));
  return { texts, findings: packed };
}

/** The findings again; what is about one file shares its text. */
export function unpackFindings({ texts, findings }: PortableFindings): Diagnostic[] {
  const sources = new Map<string, Source>(Object.entries(texts).map(([path, text]) => [path, { path, text }]));
  const unpack = (place: PortablePlace): Place => {
    if ("byteOffset" in place) return place;
    const { path, start, end } = place;
    return { source: sources.get(path) ?? { path, text: "" }, start, end };
  };
  return findings.map((finding) => ({
    ...finding,
    place: unpack(finding.place),
    notes: finding.notes.map(({ message, place }) => ({ message, ...(place && { place: unpack(place) }) })),
  }));
}
