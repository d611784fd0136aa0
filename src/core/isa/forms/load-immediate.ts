import { BPF_PSEUDO_MAP_FD, BPF_PSEUDO_MAP_IDX, BPF_PSEUDO_MAP_IDX_VALUE, classes, modes } from "../encoding.ts";
import { defineForm, invalid, type ParsedInstruction } from "../form.ts";
import { instructionPattern, parseImmediate, parseInteger, printNumber } from "../syntax.ts";
import { wideImmediate } from "../wide-immediate.ts";

const DW = 0x18;
const opcode = classes.LD | modes.IMM | DW;

const plainPattern = instructionPattern("{R} = {N} ll");
const pseudoPattern = /^ld_pseudo r(10|[0-9]), ?([^, ]+), ?([^, ]+)(?:, ?([^, ]+))?$/;

const wideFields = (value: bigint) => ({
  imm: Number(BigInt.asIntN(32, value)),
  nextImm: Number(BigInt.asIntN(32, value >> 32n)),
});

const fitsIn64Bits = (value: bigint): boolean => value >= -(1n << 63n) && value < 1n << 64n;

function parsePlain(text: string): ParsedInstruction | undefined {
  const [, dst, number] = plainPattern.exec(text) ?? [];
  const value = parseInteger(number ?? "");
  if (value === undefined || !fitsIn64Bits(value)) return undefined;
  return { opcode, dst: Number(dst), ...wideFields(value) };
}

function parsePseudo(text: string): ParsedInstruction | undefined {
  const [, dst, kind, low, high = "0"] = pseudoPattern.exec(text) ?? [];
  const src = parseImmediate(kind);
  const imm = parseImmediate(low);
  const nextImm = parseImmediate(high);
  if (src === undefined || src < 0 || src > 15 || imm === undefined || nextImm === undefined) return undefined;
  return { opcode, dst: Number(dst), src, imm, nextImm };
}

/**
 * `r1 = 0x5 ll` is a number, `r1 = counters ll` the address of what a caller knows by name, `ld_pseudo r1, 0x6, 0x0` of what it
 * does not; in exact text with its second half after it.
 */
export const loadImmediateForm = defineForm({
  opcodes: [opcode],
  describe({ src, offset, nextImm }) {
    if (nextImm === undefined) return invalid("a 64-bit immediate load without its second slot");
    if (offset !== 0) return invalid(`reserved offset ${offset} in a 64-bit immediate load`);
    if (src > BPF_PSEUDO_MAP_IDX_VALUE) return invalid(`a 64-bit immediate load of unknown kind ${src}`);
    const wholeMap = src === BPF_PSEUDO_MAP_FD || src === BPF_PSEUDO_MAP_IDX;
    if (wholeMap && nextImm !== 0) return invalid("the second slot of a map load is not zero");
    return { kind: "load-immediate" };
  },
  print(_operation, instruction, { exact, describeLoad }) {
    const { dst, src, imm, nextImm = 0 } = instruction;
    const symbol = src === 0 ? undefined : describeLoad?.(instruction);
    if (symbol !== undefined) return `r${dst} = ${symbol} ll`;
    if (src === 0) return `r${dst} = ${printNumber(wideImmediate(instruction))} ll`;
    const high = exact && nextImm !== 0 ? `, ${printNumber(nextImm)}` : "";
    return `ld_pseudo\tr${dst}, ${printNumber(src)}, ${printNumber(imm >>> 0)}${high}`;
  },
  parse: (text) => parsePlain(text) ?? parsePseudo(text),
});
