import type { ArithmeticOperation, Width } from "./operations/arithmetic.ts";
import type { AtomicOperation } from "./operations/atomics.ts";
import type { ByteSwap } from "./operations/byte-swaps.ts";
import type { Condition } from "./operations/conditions.ts";
import type { MemorySize } from "./operations/sizes.ts";

export type OperandKind = "register" | "immediate";

/** What an instruction does: its form, with the rows of the opcode tables that it selects. */
export type Operation =
  | {
      readonly kind: "arithmetic";
      readonly row: ArithmeticOperation;
      readonly width: Width;
      readonly operand: OperandKind;
    }
  | { readonly kind: "negate"; readonly width: Width }
  | { readonly kind: "byte-swap"; readonly row: ByteSwap }
  | { readonly kind: "load"; readonly size: MemorySize; readonly signed: boolean }
  | { readonly kind: "store"; readonly size: MemorySize; readonly operand: OperandKind }
  | { readonly kind: "atomic"; readonly row: AtomicOperation; readonly size: MemorySize }
  | { readonly kind: "load-acquire"; readonly size: MemorySize }
  | { readonly kind: "store-release"; readonly size: MemorySize }
  | { readonly kind: "jump-if"; readonly row: Condition; readonly width: Width; readonly operand: OperandKind }
  /** `goto` counts in the offset, `gotol` in the immediate. */
  | { readonly kind: "jump"; readonly far: boolean }
  /** `gotox`: to the address in the destination register. */
  | { readonly kind: "jump-indirect" }
  /** BPF_JCOND: falls through until the loop budget is used up, then jumps. */
  | { readonly kind: "may-goto" }
  | { readonly kind: "call"; readonly target: "helper" | "subprogram" | "kfunc" }
  | { readonly kind: "exit" }
  | { readonly kind: "load-immediate" }
  /** The legacy BPF_ABS and BPF_IND loads of packet data. */
  | { readonly kind: "load-packet"; readonly size: MemorySize; readonly indirect: boolean }
  | { readonly kind: "address-space-cast" };

export type OperationKind = Operation["kind"];
export type OperationOf<Kind extends OperationKind> = Extract<Operation, { kind: Kind }>;
