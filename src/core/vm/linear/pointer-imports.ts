import type { FunctionType } from "../../wasm/module.ts";

/** What engines import for pointers that plain code does not see through. */
export const pointerImports = {
  /** The address that a pointer is compared by. */
  comparable: { parameters: ["i64"], results: ["i64"] },
  /** What a pointer is stored as outside of the stack. */
  stored: { parameters: ["i64"], results: ["i64"] },
  /** 1 where two values are equal: a jump asks, which may show that a pointer is not NULL. */
  equal: { parameters: ["i64", "i64"], results: ["i32"] },
} as const satisfies Record<string, FunctionType>;

export type PointerImport = keyof typeof pointerImports;
