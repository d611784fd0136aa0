import type { MeasuredProgram } from "../measured-program.ts";

/** What a number of rounds took and gave. */
export interface Sample {
  /** Of processor time. */
  readonly milliseconds: number;
  /** The program's result, 32 bits; the same for every contender. */
  readonly result: number;
  /** BPF instructions, where they are counted. */
  readonly instructions?: number;
}

/** A program made ready by a contender. */
export interface Runner {
  run(rounds: number): Promise<Sample>;
  close?(): void;
}

/** One way to run the programs. */
export interface Contender {
  readonly name: string;
  /** A runner, or why this program can't be run so here. */
  prepare(program: MeasuredProgram): Promise<Runner | { readonly missing: string }>;
}
