import type { Source } from "../../core/diagnostics/source.ts";

/** What one run of clang compiles: an example in one of its variants. */
export interface ExampleUnit {
  /** The `.bpf.c` file. */
  readonly source: Source;
  /** Header files beside it, by file name. */
  readonly headers: ReadonlyMap<string, Source>;
  /** Compiled with -D of this macro. */
  readonly variant?: string;
}

export function fileNameOf(source: Source): string {
  return source.path.slice(source.path.lastIndexOf("/") + 1);
}

/** Every file of the unit by its name, the source first. */
export function unitFiles(unit: ExampleUnit): Map<string, Source> {
  return new Map([[fileNameOf(unit.source), unit.source], ...unit.headers]);
}
