import {
  basicBlocks,
  type DescribedInstruction,
  describeAll,
  functionTarget,
  jumpTarget,
} from "../../isa/control-flow.ts";
import { BPF_PSEUDO_FUNC, FRAME_POINTER } from "../../isa/encoding.ts";
import type { Instruction } from "../../isa/instruction.ts";
import type { Operation, OperationKind, OperationOf } from "../../isa/operation.ts";
import { arithmeticOperations } from "../../isa/operations/arithmetic.ts";
import { registerBit, registerUse } from "../../isa/register-use.ts";
import { wideImmediate } from "../../isa/wide-immediate.ts";
import { factsAfter, type ProgramFacts, registerFacts } from "../analysis/register-facts.ts";
import { isWatched } from "../execution/step-table.ts";
import { functionAddress } from "../function-address.ts";
import { HEAP, registerAt } from "../linear/layout.ts";
import type { Program } from "../machine.ts";
import {
  arithmeticHandler,
  conditionHandler,
  handlerNumber,
  loadHandler,
  negateHandler,
  plainHandlers,
  storeHandler,
} from "./handlers.ts";
import { RECORD_BITS, RECORD_SIZE, record } from "./record.ts";

/** What a record holds beside its registers. `constant` takes the place of the right operand. */
interface Encoded {
  readonly handler: string;
  readonly left?: number;
  readonly right?: number;
  readonly constant?: bigint;
  readonly target?: number;
}

type Encoder<Kind extends OperationKind> = (
  operation: OperationOf<Kind>,
  instruction: Instruction,
) => Encoded | undefined;

const recordAt = (slot: number): number => HEAP + slot * RECORD_SIZE;

const immediate = (operand: "register" | "immediate", { src, imm }: Instruction) =>
  operand === "register" ? { right: src } : { constant: BigInt(imm) };

const encodeByteSwap: Encoder<"byte-swap"> = ({ row }, { dst, imm }) => {
  if (row.reverses) return { handler: plainHandlers.reverseBytes, left: dst, constant: BigInt(64 - imm) };
  const and = arithmeticOperations.find(({ name }) => name === "and");
  return and && { handler: arithmeticHandler(and, 64), left: dst, constant: (1n << BigInt(imm)) - 1n };
};

const encodeLoadImmediate: Encoder<"load-immediate"> = (_operation, instruction) => {
  const { slot, src, imm } = instruction;
  const handler = plainHandlers.constant;
  if (src === BPF_PSEUDO_FUNC) return { handler, constant: functionAddress(slot + 1 + imm) };
  return { handler, constant: wideImmediate(instruction) };
};

const loadsKnown = ({ src }: Instruction): boolean => src !== 0 && src !== BPF_PSEUDO_FUNC;

const encoders: { readonly [Kind in OperationKind]?: Encoder<Kind> } = {
  arithmetic: ({ row, width, operand }, instruction) => ({
    handler: arithmeticHandler(row, width),
    left: instruction.dst,
    ...immediate(operand, instruction),
  }),
  negate: ({ width }, { dst }) => ({ handler: negateHandler(width), left: dst }),
  "byte-swap": encodeByteSwap,
  load: ({ size, signed }, { src, offset }) => ({ handler: loadHandler(size, signed), left: src, target: offset }),
  store: ({ size, operand }, instruction) => ({
    handler: storeHandler(size),
    left: instruction.dst,
    target: instruction.offset,
    ...immediate(operand, instruction),
  }),
  "jump-if": ({ row, width, operand }, instruction) => ({
    handler: conditionHandler(row, width),
    left: instruction.dst,
    ...immediate(operand, instruction),
  }),
  jump: () => ({ handler: plainHandlers.jump }),
  "load-immediate": encodeLoadImmediate,
};

const encode = (operation: Operation, instruction: Instruction): Encoded | undefined =>
  (encoders[operation.kind] as Encoder<OperationKind> | undefined)?.(operation, instruction);

/** Instructions whose registers may surely be read, by slot. The others are executed outside, where that is looked at. */
function sureSlots(described: readonly DescribedInstruction[], { instructions, entry = 0 }: Program) {
  // An indirect jump can lead anywhere: what is known of registers there is not known.
  if (described.some(({ operation }) => operation.kind === "jump-indirect")) {
    return { sure: new Set<number>(), resultNeededAt: new Set<number>() };
  }
  const blocks = basicBlocks(described, entry);
  const starts = new Set(instructions.map(({ slot }) => slot));
  const callbacks = described.flatMap((each) =>
    each.operation.kind === "load-immediate" ? (functionTarget(each.operation, each.instruction) ?? []) : [],
  );
  const facts: ProgramFacts = registerFacts(blocks, entry, new Set(callbacks));
  const sure = new Set<number>();
  for (const block of blocks.values()) {
    let before = facts.before.get(block.start);
    for (const each of block.instructions) {
      const { operation, instruction, next } = each;
      if (!before || operation.kind === "invalid") break;
      const { reads, writes } = registerUse(operation, instruction);
      const target = jumpTarget(operation, instruction) ?? next;
      const goesOn = starts.has(target) && (operation.kind === "jump" || starts.has(next));
      if (goesOn && !(reads & ~before.surely) && !(writes & registerBit(FRAME_POINTER))) sure.add(instruction.slot);
      before = factsAfter(each, before, facts.resultNeeded.has(instruction.slot));
    }
  }
  return { sure, resultNeededAt: new Set([...facts.resultNeeded].map((slot) => slot + 1)) };
}

/** A program as the interpreter reads it. */
export interface EncodedProgram {
  /** Records by slot. */
  readonly records: Uint8Array;
  /** Slots behind calls at which r0 must be readable: otherwise the instructions that follow need a closer look. */
  readonly resultNeededAt: ReadonlySet<number>;
  /** Loads whose value the environment knows, which is to be put in their records. */
  readonly constants: readonly Instruction[];
}

export function encodeRecords(program: Program): EncodedProgram {
  const described = describeAll(program.instructions);
  const { sure, resultNeededAt } = sureSlots(described, program);
  const slots = described.at(-1)?.next ?? 0;
  const bytes = new Uint8Array(slots << RECORD_BITS);
  const view = new DataView(bytes.buffer);
  for (const { operation, instruction } of described) {
    const encoded =
      operation.kind !== "invalid" && sure.has(instruction.slot) ? encode(operation, instruction) : undefined;
    if (operation.kind === "invalid" || !encoded || isWatched(program.unchecked, instruction.slot)) continue;
    const at = instruction.slot << RECORD_BITS;
    const { handler, left = 0, right, constant = 0n } = encoded;
    const jump = jumpTarget(operation, instruction);
    view.setInt32(at + record.handler, handlerNumber(handler), true);
    view.setInt32(at + record.result, registerAt(instruction.dst), true);
    view.setInt32(at + record.left, registerAt(left), true);
    const constantAt = recordAt(instruction.slot) + record.constant;
    view.setInt32(at + record.right, right === undefined ? constantAt : registerAt(right), true);
    view.setInt32(at + record.target, jump === undefined ? (encoded.target ?? 0) : recordAt(jump), true);
    view.setInt32(at + record.written, registerUse(operation, instruction).writes, true);
    view.setBigUint64(at + record.constant, BigInt.asUintN(64, constant), true);
  }
  const constants = described.flatMap(({ operation, instruction }) =>
    operation.kind === "load-immediate" && loadsKnown(instruction) && sure.has(instruction.slot) ? [instruction] : [],
  );
  return { records: bytes, resultNeededAt, constants };
}
