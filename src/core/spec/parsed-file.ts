import type { Checked } from "../diagnostics/diagnostic.ts";
import type { Source, Span } from "../diagnostics/source.ts";
import type { Path } from "./path.ts";

/** What an author's file states, with the place of each part. */
export interface ParsedFile<Value> {
  readonly value: Value;
  readonly source: Source;
  /** The place of a key or a value; where the path ends early, the head of the nearest part that exists. */
  readonly spanOf: (path: Path, part?: "key" | "value") => Span;
}

/** A file read against its format. */
export interface Parsed<Value> extends Checked<ParsedFile<Value>> {
  /**
   * What can be made out of a file with findings, so that the rules across files can go on: maps and lists are as the
   * format says, but texts, names and numbers may be wrong or empty. For `checkContent` only.
   */
  readonly sketch?: ParsedFile<Value>;
  /** What a file says whose only mistakes are misspelt keys, read as what they are near to: to be checked on, not to be built from. */
  readonly meant?: ParsedFile<Value>;
}
