/** A text that diagnostics point into. `path` is shown as it stands: relative to the project root, with forward slashes. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** A half-open range of UTF-16 offsets in a source. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** A place in a file that has no lines, such as an ELF object or BTF data, or a file or folder as a whole. */
export interface BytePlace {
  readonly path: string;
  /** Offset from the start of the file, in bytes; absent where the file as a whole is meant. */
  readonly byteOffset?: number;
}

/** Line and column, both counted from 1; a column counts UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export function positionOf(source: Source, offset: number): Position {
  const before = source.text.slice(0, offset);
  const line = before.split("\n").length;
  const lineStart = line === 1 ? markLength(source) : before.lastIndexOf("\n") + 1;
  return { line, column: Math.max(0, offset - lineStart) + 1 };
}

/** A byte order mark is no column: no editor shows it. */
function markLength({ text }: Source): number {
  return text.startsWith("\ufeff") ? 1 : 0;
}

/** The offset of a line and column (both from 1), held within the text. */
export function offsetOf(source: Source, { line, column }: Position): number {
  let start = markLength(source);
  for (let seen = 1; seen < line; seen++) {
    const next = source.text.indexOf("\n", start);
    if (next < 0) return source.text.length;
    start = next + 1;
  }
  return Math.min(start + Math.max(column, 1) - 1, source.text.length);
}

export function spanOfLine(source: Source, line: number, column = 1): Span {
  const start = offsetOf(source, { line, column });
  const newline = source.text.indexOf("\n", start);
  return { source, start, end: newline < 0 ? source.text.length : newline };
}
