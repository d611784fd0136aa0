import type { KfuncFacts } from "./kfunc-facts.ts";
import type { Parameter, Prototype } from "./prototype.ts";

/** An argument as it stands in its register. */
export interface Argument {
  readonly parameter: Parameter;
  readonly value: bigint;
  /** From 0. */
  readonly index: number;
}

/** One call of a kfunc by the program. */
export interface KfuncCall {
  readonly prototype: Prototype;
  /** What it is registered with. */
  readonly facts: KfuncFacts;
  readonly args: readonly Argument[];
}

/** An argument as messages name it: by its register, as the verifier does, and its parameter. */
export const labelOf = ({ index, parameter }: Argument): string => `R${index + 1} (${parameter.name})`;
