import type { FunctionType } from "../../wasm/module.ts";
import { importsOf } from "../emission/imports.ts";
import { pointerImports } from "../linear/pointer-imports.ts";

const signatures = {
  /** Has the instruction at a slot executed outside: the slot to go on at, or -1 at the end of the function. */
  step: { parameters: ["i32"], results: ["i32"] },
  ...pointerImports,
} as const satisfies Record<string, FunctionType>;

export const { functions: importedFunctions, indices: imported } = importsOf(signatures);
