import type { DiagnosticCode } from "./codes.ts";
import type { Diagnostic } from "./diagnostic.ts";

/** Findings past this many add nothing for the reader of one broken file. */
const LIMIT = 20;

/** Collects what is wrong with a binary file, up to a limit. */
export class ByteProblems {
  readonly diagnostics: Diagnostic[] = [];
  readonly #path: string;
  readonly #code: DiagnosticCode;
  readonly #help: string;

  /** `code` and `help` are those of every finding that names no others. */
  constructor(path: string, code: DiagnosticCode, help: string) {
    this.#path = path;
    this.#code = code;
    this.#help = help;
  }

  get full(): boolean {
    return this.diagnostics.length >= LIMIT;
  }

  /** `byteOffset` is that in the file, which is meant as a whole without one; `why` becomes a note. */
  report(
    byteOffset: number | undefined,
    message: string,
    why?: string,
    { code = this.#code, help = this.#help } = {},
  ): void {
    if (this.full) return;
    const notes = why === undefined ? [] : [{ message: why }];
    this.diagnostics.push({
      code,
      severity: "error",
      message,
      place: { path: this.#path, ...(byteOffset !== undefined && { byteOffset }) },
      notes,
      help,
    });
  }
}
