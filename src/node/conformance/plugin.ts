import { decodeProgram } from "../../core/isa/decode.ts";
import type { Instruction } from "../../core/isa/instruction.ts";
import { checkJumps } from "../../core/isa/jumps.ts";
import { FaultSignal } from "../../core/vm/fault-signal.ts";
import { Machine } from "../../core/vm/machine.ts";
import { Memory } from "../../core/vm/memory.ts";

/** What r0 holds at the end, or why there is no end. */
export type ConformanceResult =
  | { readonly r0: bigint; readonly error?: never }
  | { readonly r0?: never; readonly error: string };

const STEP_BUDGET = 10_000_000;

/** Bytes as two hexadecimal digits each, with blanks between them; undefined where something else stands there. */
export function readBytes(text: string): Uint8Array | undefined {
  const parts = text.trim() === "" ? [] : text.trim().split(/\s+/);
  return parts.every((part) => /^[0-9a-fA-F]{2}$/.test(part))
    ? Uint8Array.from(parts, (part) => Number.parseInt(part, 16))
    : undefined;
}

/** `r2 = length`, before the program: r1 alone is set by the machine. */
function withLength(instructions: readonly Instruction[], length: number): Instruction[] {
  const set = { slot: 0, opcode: 0xb7, dst: 2, src: 0, offset: 0, imm: length };
  return [set, ...instructions.map((instruction) => ({ ...instruction, slot: instruction.slot + 1 }))];
}

const refuse = (what: string) => () => {
  throw new FaultSignal({ rule: "invalid-instruction", message: `there is no ${what} here` });
};

const environment = {
  callHelper: refuse("helper"),
  callKfunc: refuse("kfunc"),
  loadImmediate: refuse("map"),
  exit() {},
};

/** Runs a program as the bpf_conformance suite has it: r1 points to the memory and r2 is its length; without memory both are 0. */
export function runConformance(program: Uint8Array, bytes: Uint8Array | undefined): ConformanceResult {
  const { instructions, problems } = decodeProgram(program);
  const [problem] = [...problems, ...checkJumps(instructions)];
  if (problem) return { error: `instruction ${problem.slot}: ${problem.message}` };
  const memory = new Memory();
  const context = bytes ? memory.addressOf(memory.allocate({ kind: "global", name: "memory", bytes })) : 0n;
  const machine = new Machine({ memory, environment, stepBudget: STEP_BUDGET });
  const whole = { instructions: withLength(instructions, bytes?.length ?? 0) };
  const { r0, fault } = machine.run(whole, { context });
  return fault ? { error: `instruction ${fault.slot - 1}: ${fault.message}` } : { r0 };
}
