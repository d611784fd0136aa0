import type { Instruction } from "../../../isa/instruction.ts";
import type { OperationKind, OperationOf } from "../../../isa/operation.ts";
import type { FunctionCode } from "../function-code.ts";

/** Translates one instruction; that its registers may be read is checked before. */
export type Emitter<Kind extends OperationKind> = (
  fn: FunctionCode,
  operation: OperationOf<Kind>,
  instruction: Instruction,
) => void;
