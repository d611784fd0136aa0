import { type Diagnostic, isSpan } from "../../core/diagnostics/diagnostic.ts";
import type { Edit } from "../../core/diagnostics/edit.ts";
import type { Source } from "../../core/diagnostics/source.ts";

type Place = Diagnostic["place"];

/** A finding with its texts apart: many are about the same file. */
export type PortableFinding = Omit<Diagnostic, "place" | "notes" | "edits"> & {
  readonly place: PortablePlace;
  /** Of the file that the finding is in. */
  readonly edits?: readonly Omit<Edit, "source">[];
  readonly notes: readonly { readonly message: string; readonly place?: PortablePlace }[];
};

type PortablePlace =
  | { readonly path: string; readonly start: number; readonly end: number }
  | { readonly path: string; readonly byteOffset?: number };

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
  const packed = findings.map(({ edits, ...finding }) => ({
    ...finding,
    place: pack(finding.place),
    ...(edits && { edits: edits.map(({ start, end, text }) => ({ start, end, text })) }),
    notes: finding.notes.map(({ message, place }) => ({ message, ...(place && { place: pack(place) }) })),
  }));
  return { texts, findings: packed };
}

/** The findings again; what is about one file shares its text. */
export function unpackFindings({ texts, findings }: PortableFindings): Diagnostic[] {
  const sources = new Map<string, Source>(Object.entries(texts).map(([path, text]) => [path, { path, text }]));
  const unpack = (place: PortablePlace): Place => {
    if (!("start" in place)) return place;
    const { path, start, end } = place;
    return { source: sources.get(path) ?? { path, text: "" }, start, end };
  };
  return findings.map(({ edits, ...finding }) => {
    const place = unpack(finding.place);
    return {
      ...finding,
      place,
      ...(edits && isSpan(place) && { edits: edits.map((edit) => ({ source: place.source, ...edit })) }),
      notes: finding.notes.map(({ message, place: where }) => ({ message, ...(where && { place: unpack(where) }) })),
    };
  });
}
