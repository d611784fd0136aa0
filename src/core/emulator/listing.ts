import type { Btf } from "../btf/btf.ts";
import { type DisassemblyOptions, disassemble } from "../isa/disassemble.ts";
import {
  BPF_PSEUDO_BTF_ID,
  BPF_PSEUDO_FUNC,
  BPF_PSEUDO_MAP_IDX,
  BPF_PSEUDO_MAP_IDX_VALUE,
  BPF_PSEUDO_MAP_VALUE,
  callTargets,
} from "../isa/encoding.ts";
import type { Instruction } from "../isa/instruction.ts";
import { helperName } from "../kernel/helpers/call-helper.ts";
import type { LinkedMap, LinkedProgram } from "../object/linked-object.ts";

type Listed = Pick<LinkedProgram, "instructions" | "functions">;

const functionAt = ({ functions }: Listed, slot: number) => functions.find(({ start }) => start === slot)?.name;

function calledName(btf: Btf, program: Listed, { src, imm, slot }: Instruction): string | undefined {
  if (src === callTargets.helper) return helperName(btf, imm);
  if (src === callTargets.subprogram) return functionAt(program, slot + 1 + imm);
  return btfName(btf, imm);
}

function btfName(btf: Btf, id: number): string | undefined {
  const type = btf.type(id);
  return type.kind === "func" || type.kind === "var" ? type.name : undefined;
}

const withOffset = (name: string, offset: number) => (offset === 0 ? name : `${name}+0x${offset.toString(16)}`);

/** A variable by its name, what lies in it by the distance, and what no variable holds by the section. */
function placeInMap(map: LinkedMap, offset: number): string {
  const variables = map.kind === "declared" ? (map.data?.variables ?? []) : map.variables;
  const start = map.kind === "declared" ? (map.data?.start ?? 0) : 0;
  const at = offset - start;
  const variable = variables.find((each) => at >= each.offset && at < each.offset + each.size);
  return variable ? withOffset(variable.name, at - variable.offset) : withOffset(map.name, offset);
}

/** By `src`: what a load of 64 bits gives the address of, as clang's assembler names it. */
const loaded: Readonly<
  Record<
    number,
    (btf: Btf, program: Listed, maps: readonly LinkedMap[], instruction: Instruction) => string | undefined
  >
> = {
  [BPF_PSEUDO_BTF_ID]: (btf, _, __, { imm }) => btfName(btf, imm),
  [BPF_PSEUDO_FUNC]: (_, program, __, { slot, imm }) => functionAt(program, slot + 1 + imm),
  [BPF_PSEUDO_MAP_IDX]: (_, __, maps, { imm }) => maps[imm]?.name,
  [BPF_PSEUDO_MAP_IDX_VALUE]: (_, __, maps, { imm, nextImm = 0 }) => {
    const map = maps[imm];
    return map && placeInMap(map, nextImm >>> 0);
  },
  [BPF_PSEUDO_MAP_VALUE]: (_, __, ___, { imm }) => `.jumptables[${imm}]`,
};

/** Prints an instruction, calls and loads of addresses by the names of what they reach. */
function instructionPrinter(
  btf: Btf,
  program: Listed,
  maps: readonly LinkedMap[],
  options: Pick<DisassemblyOptions, "decimal"> = {},
): (instruction: Instruction) => string {
  const describeCall = (instruction: Instruction) => calledName(btf, program, instruction);
  const describeLoad = (instruction: Instruction) => loaded[instruction.src]?.(btf, program, maps, instruction);
  return (instruction) => disassemble(instruction, { ...options, describeCall, describeLoad });
}

/** What stands at a slot, with offsets in decimals: so do faults count them, and the kernel's verifier prints them. */
export function instructionText(btf: Btf, program: Listed, maps: readonly LinkedMap[], slot: number): string {
  const instruction = program.instructions.find((each) => each.slot === slot);
  return instruction ? instructionPrinter(btf, program, maps, { decimal: true })(instruction) : "";
}

/** The text of each instruction by its slot. */
export function listProgram(btf: Btf, program: Listed, maps: readonly LinkedMap[]): ReadonlyMap<number, string> {
  const print = instructionPrinter(btf, program, maps);
  return new Map(program.instructions.map((instruction) => [instruction.slot, print(instruction)]));
}
