import type { Diagnostic, Note } from "../diagnostics/diagnostic.ts";

/** Findings past this many add nothing for the reader of one broken file. */
const LIMIT = 20;

/** Collects what is wrong with BTF data, up to a limit. */
export class BtfProblems {
  readonly diagnostics: Diagnostic[] = [];
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  get full(): boolean {
    return this.diagnostics.length >= LIMIT;
  }

  /** `byteOffset` is that in the BTF data. */
  report(byteOffset: number, message: string, why?: string): void {
    if (this.full) return;
    const notes: Note[] = why === undefined ? [] : [{ message: why }];
    this.diagnostics.push({
      code: "load/btf",
      severity: "error",
      message,
      place: { path: this.#path, byteOffset },
      notes,
      help: "The file is damaged or was not written by a compiler; build it again with clang -g --target=bpf",
    });
  }
}
