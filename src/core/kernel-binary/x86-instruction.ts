import type { ByteReader } from "../bytes/byte-reader.ts";
import { type OperandForm, oneByteForms, twoByteForms } from "./x86-opcodes.ts";

/** An x86-64 instruction, as far as it must be understood to find the constants that a call is made with. */
export interface X86Instruction {
  /** From where decoding began, in bytes. */
  readonly offset: number;
  readonly length: number;
  /** The opcode; 0x0f00 and up for one of the second map, 0x0f38 and 0x0f3a for any of the third ones. */
  readonly opcode: number;
  /** Fields of ModRM and REX; undefined where the opcode has no ModRM byte. */
  readonly modrm?: { readonly mod: number; readonly reg: number; readonly rm: number };
  /** The register that the opcode itself names in its last three bits. */
  readonly opcodeRegister: number;
  /** Sign-extended; 0 where there is none. */
  readonly immediate: number;
  /** Whether operands have 64 bits. */
  readonly wide: boolean;
}

interface Prefixes {
  readonly end: number;
  readonly rex: number;
  readonly operandSize: boolean;
}

function readPrefixes(reader: ByteReader, offset: number): Prefixes {
  let operandSize = false;
  for (let at = offset; ; at++) {
    const byte = reader.u8(at);
    const form = oneByteForms[byte];
    if (form === "r") return { end: at + 1, rex: byte, operandSize };
    if (form !== "p") return { end: at, rex: 0, operandSize };
    if (byte === 0x66) operandSize = true;
  }
}

function readOpcode(reader: ByteReader, at: number): { opcode: number; form: OperandForm; end: number } {
  const first = reader.u8(at);
  if (first !== 0x0f) return { opcode: first, form: oneByteForms[first] ?? "x", end: at + 1 };
  const second = reader.u8(at + 1);
  if (second === 0x38 || second === 0x3a) {
    return { opcode: 0x0f00 | second, form: second === 0x38 ? "m" : "M", end: at + 3 };
  }
  return { opcode: 0x0f00 | second, form: twoByteForms[second] ?? "x", end: at + 2 };
}

/** How many bytes the ModRM byte takes with SIB and displacement. */
function modrmLength(reader: ByteReader, at: number): number {
  const byte = reader.u8(at);
  const [mod, rm] = [byte >> 6, byte & 7];
  if (mod === 3) return 1;
  const sib = rm === 4 ? 1 : 0;
  const base = sib === 1 ? reader.u8(at + 1) & 7 : rm;
  const displacement = mod === 1 ? 1 : mod === 2 || base === 5 ? 4 : 0;
  return 1 + sib + displacement;
}

function immediateLength(form: OperandForm, { operandSize, rex }: Prefixes, opcode: number, middle: number): number {
  const full = operandSize && (rex & 8) === 0 ? 2 : 4;
  switch (form) {
    case "b":
    case "M":
      return 1;
    case "w":
      return 2;
    case "e":
      return 3;
    case "z":
    case "Z":
      return full;
    case "v":
      return (rex & 8) === 0 ? full : 8;
    case "o":
      return 8;
    case "g":
      return middle > 1 ? 0 : opcode === 0xf6 ? 1 : full;
    default:
      return 0;
  }
}

function readImmediate(reader: ByteReader, at: number, length: number): number {
  if (length === 0 || length === 3) return 0;
  if (length === 8) return reader.signed64(at);
  if (length === 4) return reader.s32(at);
  return length === 2 ? (reader.u16(at) << 16) >> 16 : (reader.u8(at) << 24) >> 24;
}

const withModrm = new Set<OperandForm>(["m", "M", "Z", "g"]);

/** Decodes one instruction; undefined for one that kernel code without SIMD does not have. */
export function decodeX86(reader: ByteReader, offset: number): X86Instruction | undefined {
  const prefixes = readPrefixes(reader, offset);
  const { opcode, form, end } = readOpcode(reader, prefixes.end);
  if (form === "x" || form === "p" || form === "r" || form === "2") return undefined;
  const { rex } = prefixes;
  const byte = withModrm.has(form) ? reader.u8(end) : undefined;
  const operandsEnd = byte === undefined ? end : end + modrmLength(reader, end);
  const middle = ((byte ?? 0) >> 3) & 7;
  const size = immediateLength(form, prefixes, opcode, middle);
  return {
    offset,
    length: operandsEnd + size - offset,
    opcode,
    ...(byte !== undefined && {
      modrm: { mod: byte >> 6, reg: middle | ((rex & 4) << 1), rm: (byte & 7) | ((rex & 1) << 3) },
    }),
    opcodeRegister: (opcode & 7) | ((rex & 1) << 3),
    immediate: readImmediate(reader, operandsEnd, size),
    wide: (rex & 8) !== 0,
  };
}
