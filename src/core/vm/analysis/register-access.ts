import type { DescribedInstruction } from "../../isa/control-flow.ts";
import type { Instruction } from "../../isa/instruction.ts";
import type { MemorySize } from "../../isa/operations/sizes.ts";

/** A load or a store by way of a register. */
export interface RegisterAccess {
  readonly instruction: Instruction;
  readonly base: number;
  readonly intent: "read" | "write";
  readonly size: MemorySize;
}

/** The access that an instruction makes where it is a plain load or store. */
export function registerAccess({ operation, instruction }: DescribedInstruction): RegisterAccess | undefined {
  const { dst, src } = instruction;
  if (operation.kind === "load") return { instruction, base: src, intent: "read", size: operation.size };
  if (operation.kind === "store") return { instruction, base: dst, intent: "write", size: operation.size };
  return undefined;
}
