import type { FunctionType, ImportedFunction } from "../../wasm/module.ts";
import type { SupportIndices } from "../emission/support-functions.ts";
import type { ReachIndices } from "./reach.ts";
import type { Windows } from "./windows.ts";

const signatures = {
  /** Has the interpreter execute the instruction at a slot, which is counted already: 0 where it ended the function. */
  step: { parameters: ["i32"], results: ["i32"] },
  /** Has it execute from the second slot to the end of the function, coming from the first. */
  finish: { parameters: ["i32", "i32"], results: [] },
  /** Opens a frame for a call at a slot. */
  enter: { parameters: ["i32"], results: [] },
  /** Closes the frame of the function that has ended. */
  leave: { parameters: [], results: [] },
  /** The address that a pointer is compared by. */
  canonical: { parameters: ["i64"], results: ["i64"] },
} as const satisfies Record<string, FunctionType>;

export type ImportName = keyof typeof signatures;

export const importedFunctions: readonly ImportedFunction[] = Object.entries(signatures).map(([name, type]) => ({
  name,
  type,
}));

const importIndex = Object.fromEntries(importedFunctions.map(({ name }, index) => [name, index])) as Record<
  ImportName,
  number
>;

/** Functions by their index in the module. */
export interface ModuleFunctions extends Record<ImportName, number>, SupportIndices, ReachIndices {
  readonly windows: Windows;
  /** The number of the value that a load gives which is known at the start of a run, by slot. */
  readonly constants: ReadonlyMap<number, number>;
  /** Of the program, by their first slot. */
  readonly subprograms: ReadonlyMap<number, number>;
  /** The first slots of those that are handed their arguments by the environment (`Environment.enterGlobal`). */
  readonly globals: ReadonlySet<number>;
}

export const imported: Readonly<Record<ImportName, number>> = importIndex;
