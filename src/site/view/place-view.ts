import type { CodePlace } from "../../core/emulator/outcome.ts";

/** A line of C that a run came to. */
export interface PlaceView {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

export const placeView = ({ file, line, text }: CodePlace): PlaceView => ({
  file: file.split("/").at(-1) ?? file,
  line,
  text: text.trim(),
});
