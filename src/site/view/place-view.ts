import type { CodePlace } from "../../core/emulator/outcome.ts";
import { statementText } from "./statement-text.ts";

/** A line of C that a run came to. */
export interface PlaceView {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** A file that places lie in. */
export interface PlacedSource {
  readonly sourceFile: string;
  readonly source: string;
}

const nameOf = (file: string): string => file.split("/").at(-1) ?? file;

/** A place, with its whole statement where that goes on over several lines of `source`. */
export const placeView = (place: CodePlace, source?: PlacedSource): PlaceView => ({
  file: nameOf(place.file),
  line: place.line,
  text: (source && wholeStatement(place, source)) ?? place.text.trim(),
});

function wholeStatement({ file, line, text }: CodePlace, { sourceFile, source }: PlacedSource): string | undefined {
  if (nameOf(file) !== sourceFile || source.split("\n")[line - 1]?.trim() !== text.trim()) return undefined;
  return statementText(source, line);
}
