import { parseVerifierLog } from "./verifier-log.ts";

/** One line of a listing. */
export type ListedLine =
  | { readonly kind: "instruction"; readonly slot: number; readonly text: string; readonly state?: string }
  /** What the verifier knew before the first instruction, or took up again at a branch. */
  | { readonly kind: "state"; readonly text: string }
  | { readonly kind: "message"; readonly text: string };

/** The lines that belong to one line of C. */
export interface ListedGroup {
  /** Absent before the first line of C. */
  readonly source?: { readonly file: string; readonly line: number; readonly text: string };
  readonly lines: readonly ListedLine[];
}

/** A log against its C: each line of C, in the order in which the verifier came to it, with what it wrote about it. */
export function listLog(lines: readonly string[]): ListedGroup[] {
  const groups: (Omit<ListedGroup, "lines"> & { readonly lines: ListedLine[] })[] = [];
  for (const { whole: _, ...entry } of parseVerifierLog(lines.join("\n"))) {
    if (entry.kind === "source") {
      const { kind: __, ...source } = entry;
      groups.push({ source, lines: [] });
    } else if (entry.kind === "instruction" || entry.kind === "state" || entry.kind === "message") {
      if (groups.length === 0) groups.push({ lines: [] });
      groups.at(-1)?.lines.push(entry);
    }
  }
  return groups;
}
