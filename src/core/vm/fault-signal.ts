import type { Fault } from "./fault.ts";

/** A fault without its place, as a model or the memory states it; the machine adds the instruction that runs. */
export type FaultStatement = Omit<Fault, "slot"> & { readonly slot?: number };

/**
 * Carries a fault from where it is noticed to the machine's entry, which alone catches it. Thrown by memory, by
 * operations and by kernel models; never escapes `Machine.run`.
 */
export class FaultSignal extends Error {
  readonly statement: FaultStatement;

  constructor(statement: FaultStatement) {
    super(statement.message);
    this.name = "FaultSignal";
    this.statement = statement;
  }
}
