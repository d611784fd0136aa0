import type { FaultRule } from "../../vm/fault.ts";
import { FaultSignal } from "../../vm/fault-signal.ts";

/** What is broken by reading memory that is not there, or no longer. */
const absent: ReadonlySet<FaultRule> = new Set([
  "wild-pointer",
  "null-dereference",
  "use-after-release",
  "out-of-bounds",
  "context-access",
]);

/**
 * What is read where the kernel is prepared for a fault (copy_from_kernel_nofault, mm/maccess.c, v7.3): undefined where no memory
 * is. Any other fault ends the run.
 */
export function ifPresent<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (signal) {
    if (signal instanceof FaultSignal && absent.has(signal.statement.rule)) return undefined;
    throw signal;
  }
}
