import { counted } from "../../core/words/counted.ts";
import type { ExampleModel } from "../../node/build/site-model.ts";

/** The instructions of one line of C, or of no line. */
export interface DisassembledLine {
  readonly line?: number;
  readonly text?: string;
  readonly instructions: readonly { readonly slot: number; readonly text: string }[];
}

export interface DisassemblyView {
  /** "106 instructions of seal" */
  readonly title: string;
  readonly lines: readonly DisassembledLine[];
}

/** The program as the kernel is given it, with the lines that its instructions were compiled from; undefined where none ran here. */
export function disassemblyView({ program, scenarios }: ExampleModel): DisassemblyView | undefined {
  const own = scenarios.filter(({ spec, gap }) => gap === undefined && (spec.program ?? program) === program);
  const ran = own.find(({ variant }) => variant === undefined) ?? own[0];
  const code = ran?.outcome?.timeline.code ?? [];
  if (!ran || code.length === 0) return undefined;
  const lines: { line?: number; text?: string; instructions: { slot: number; text: string }[] }[] = [];
  for (const { slot, text, at } of code) {
    const last = lines.at(-1);
    if (last && last.line === at?.line) last.instructions.push({ slot, text });
    else lines.push({ ...(at && { line: at.line, text: at.text.trim() }), instructions: [{ slot, text }] });
  }
  const compiled = ran.variant === undefined ? "" : `, compiled with -D${ran.variant}`;
  return { title: `${counted(code.length, "instruction")} of ${program}${compiled}`, lines };
}
