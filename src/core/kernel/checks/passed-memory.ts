import { FaultSignal, type FaultStatement } from "../../vm/fault-signal.ts";
import { type Location, type Region, rootOf } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import { StackPlace } from "../objects/stack-place.ts";

/** Objects and maps never are; a context is where it is the program's own, as a syscall program's (is_var_ctx_off_allowed, v7.3). */
const mayNotBeMemory = ({ program }: Kernel, { kind }: Region): boolean =>
  kind === "object" || kind === "map" || (kind === "context" && program.programType !== "BPF_PROG_TYPE_SYSCALL");

/** What is wrong with memory that is passed; completes "takes … of memory, but ". */
export type MemoryObjection = Pick<FaultStatement, "message" | "origin"> & Partial<Pick<FaultStatement, "rule">>;

function ownerOf(kernel: Kernel, location: Location, size: number): string | undefined {
  const { region, offset } = rootOf(location);
  return kernel.ownerOf(new StackPlace(region, offset, size));
}

/**
 * Why a pointer can't be passed for memory that is read and written whole (check_mem_reg, kernel/bpf/verifier.c, v7.3); undefined
 * where it can. What was never written may still be passed; memory that is gone is a fault of its own.
 */
export function memoryObjection(
  kernel: Kernel,
  address: bigint,
  size: number,
  { mayBeNull = false }: { readonly mayBeNull?: boolean } = {},
): MemoryObjection | undefined {
  const location = kernel.memory.locate(address);
  const name = location?.region.name;
  if (location && mayNotBeMemory(kernel, location.region)) return { message: `gets a pointer to ${name}` };
  if (location?.region.mayBeNull && !mayBeNull)
    return { message: `gets ${name}, which may be NULL and was not compared with it` };
  if (location?.region.kind === "probed") return { rule: "out-of-bounds", message: `gets ${name}` };
  const owner = location && ownerOf(kernel, location, size);
  if (owner) return { message: `${owner} stands there` };
  try {
    kernel.memory.resolve(address, { intent: "write", size });
  } catch (signal) {
    if (!(signal instanceof FaultSignal) || signal.statement.rule === "use-after-release") throw signal;
    const { message, origin } = signal.statement;
    return { message, ...(origin && { origin }) };
  }
  return undefined;
}
