import type { FunctionType, ImportedFunction } from "../../wasm/module.ts";

/** Functions that a module imports, in the order of their indices. */
export interface Imports<Name extends string> {
  readonly functions: readonly ImportedFunction[];
  readonly indices: Readonly<Record<Name, number>>;
}

export function importsOf<Name extends string>(signatures: Readonly<Record<Name, FunctionType>>): Imports<Name> {
  const functions = Object.entries<FunctionType>(signatures).map(([name, type]) => ({ name, type }));
  const indices = Object.fromEntries(functions.map(({ name }, index) => [name, index])) as Record<Name, number>;
  return { functions, indices };
}
