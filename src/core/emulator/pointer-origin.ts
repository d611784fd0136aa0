import { describeInstruction } from "../isa/describe.ts";
import { FRAME_POINTER } from "../isa/encoding.ts";
import type { Instruction } from "../isa/instruction.ts";
import { registerBit, registerUse } from "../isa/register-use.ts";
import { POINTER_BYTES } from "../vm/analysis/spill-place.ts";
import type { CodePlace, Outcome } from "./outcome.ts";

/** Where the pointer that a run went through came from. */
export interface PointerOrigin {
  readonly at: CodePlace;
  /** What happened there, without a full stop. */
  readonly message: string;
}

/** Where a pointer is before an instruction: in a register, or on the stack at an offset from the frame pointer. */
type Holder = { readonly register: number } | { readonly offset: number };

/** What an instruction says of the pointer that something holds after it. */
type Step = { readonly holder: Holder } | { readonly origin: "call" | "load" } | "lost";

function ofStack(instruction: Instruction, offset: number): Step {
  const operation = describeInstruction(instruction);
  const holder = { offset };
  const isStore = operation.kind === "store" || operation.kind === "atomic" || operation.kind === "store-release";
  if (!isStore || instruction.dst !== FRAME_POINTER) return { holder };
  const { bytes } = operation.size;
  if (instruction.offset + bytes <= offset || instruction.offset >= offset + POINTER_BYTES) return { holder };
  const isSpill = operation.kind === "store" && operation.operand === "register" && bytes === POINTER_BYTES;
  return isSpill && instruction.offset === offset ? { holder: { register: instruction.src } } : "lost";
}

function ofRegister(instruction: Instruction, register: number): Step {
  const operation = describeInstruction(instruction);
  if (operation.kind === "invalid") return "lost";
  const { writes, forgets } = registerUse(operation, instruction);
  const holder = { register };
  if (operation.kind === "call") return register === 0 ? { origin: "call" } : { holder };
  if (((writes | forgets) & registerBit(register)) === 0) return { holder };
  if (operation.kind === "load" && operation.size.bytes === POINTER_BYTES) {
    return instruction.src === FRAME_POINTER ? { holder: { offset: instruction.offset } } : { origin: "load" };
  }
  if (operation.kind !== "arithmetic" || operation.width !== 64) return "lost";
  if (!operation.row.overwrites) return { holder };
  return operation.operand === "register" ? { holder: { register: instruction.src } } : "lost";
}

/** What a load, a store or an atomic goes through. */
function accessedBy(instruction: Instruction): number | undefined {
  const { kind } = describeInstruction(instruction);
  if (kind === "load" || kind === "load-acquire") return instruction.src;
  const isWrite = kind === "store" || kind === "atomic" || kind === "store-release";
  return isWrite || kind === "arithmetic" ? instruction.dst : undefined;
}

/**
 * Where a pointer that is or may be NULL came from, as the steps of the run tell; undefined where they do not. `instructions` are the
 * program's. Memory of the stack that functions of the kernel wrote to counts as left alone.
 */
export function originOfNull(
  { fault, timeline }: Outcome,
  instructions: readonly Instruction[],
): PointerOrigin | undefined {
  if (fault?.rule !== "null-dereference" || fault.origin || timeline.omitted > 0) return undefined;
  const bySlot = new Map(instructions.map((each) => [each.slot, each]));
  const lines = new Map(timeline.code.map((line) => [line.slot, line]));
  const faulty = bySlot.get(fault.at.slot);
  const register = faulty && accessedBy(faulty);
  if (register === undefined) return undefined;
  let holder: Holder = { register };
  const { steps } = timeline;
  const last = steps.at(-1)?.slot === fault.at.slot ? steps.length - 2 : steps.length - 1;
  for (let index = last; index >= 0; index--) {
    const { slot = -1, begins } = steps[index] ?? {};
    const [instruction, line] = [bySlot.get(slot), lines.get(slot)];
    // Another function's registers and stack are others.
    if (!instruction || !line || line.text === "exit" || begins !== undefined) return undefined;
    const found: Step =
      "register" in holder ? ofRegister(instruction, holder.register) : ofStack(instruction, holder.offset);
    if (found === "lost") return undefined;
    if ("holder" in found) {
      holder = found.holder;
      continue;
    }
    const message =
      found.origin === "call" ? `${line.text.replace("call ", "")} returned it here` : "it was loaded here";
    return line.at && { at: line.at, message };
  }
  return undefined;
}
