import type { FunctionType } from "../../wasm/module.ts";
import { importsOf } from "../emission/imports.ts";
import type { SupportIndices } from "../emission/support-functions.ts";
import { type PointerImport, pointerImports } from "../linear/pointer-imports.ts";
import type { ReachIndices } from "./reach.ts";
import type { Windows } from "./windows.ts";

const controlImports = {
  /** Has the interpreter execute the instruction at a slot, which is counted already: 0 where it ended the function. */
  step: { parameters: ["i32"], results: ["i32"] },
  /** Has it execute from the second slot to the end of the function, coming from the first. */
  finish: { parameters: ["i32", "i32"], results: [] },
  /** Opens a frame for a call at a slot. */
  enter: { parameters: ["i32"], results: [] },
  /** Closes the frame of the function that has ended. */
  leave: { parameters: [], results: [] },
} as const satisfies Record<string, FunctionType>;

type ControlImport = keyof typeof controlImports;
export type ImportName = ControlImport | PointerImport;

export const { functions: importedFunctions, indices: imported } = importsOf<ImportName>({
  ...controlImports,
  ...pointerImports,
});

/** Functions by their index in the module. */
export interface ModuleFunctions extends Record<ControlImport, number>, SupportIndices, ReachIndices {
  readonly windows: Windows;
  /** The number of the value that a load gives which is known at the start of a run, by slot. */
  readonly constants: ReadonlyMap<number, number>;
  /** Of the program, by their first slot. */
  readonly subprograms: ReadonlyMap<number, number>;
  /** The first slots of those that are handed their arguments by the environment (`Environment.enterGlobal`). */
  readonly globals: ReadonlySet<number>;
  /** Whether an instruction's pointers must be looked at (`isWatched`). */
  isWatched(slot: number): boolean;
}
