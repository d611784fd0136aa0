import type { DisassemblyOptions, ParsedInstruction } from "./form.ts";
import type { Instruction } from "./instruction.ts";

/** A signed number as llvm-objdump writes it: `0x10`, `-0x1`. */
export function printNumber(value: number | bigint): string {
  return value < 0 ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;
}

/** A number with its sign: `+0x4`, `-0x4`. */
export const printDistance = (value: number): string => `${value < 0 ? "" : "+"}${printNumber(value)}`;

/** A base register with its displacement: `r1 + 0x8`, `r10 - 0x10`; in decimals `r1 + 8`. */
export function printAddress(register: number, offset: number, { decimal }: DisassemblyOptions): string {
  const distance = Math.abs(offset);
  return `r${register} ${offset < 0 ? "-" : "+"} ${decimal ? distance : printNumber(distance)}`;
}

/** The distance of a jump, followed by what stands there where that is known. */
export function printJump(instruction: Instruction, distance: number, { describeSlot }: DisassemblyOptions): string {
  const target = describeSlot?.(instruction.slot + 1 + distance);
  return target === undefined ? printDistance(distance) : `${printDistance(distance)} <${target}>`;
}

const NUMBER = "[-+]?(?:0[xX][0-9a-fA-F]+|[0-9]+)";

const fragments = {
  /** A 64-bit register. */
  R: "r(10|[0-9])",
  /** A register of either width, with its letter. */
  Q: "([rw])(10|[0-9])",
  N: `(${NUMBER})`,
  /** A base register and its displacement in one group; the blanks around the sign and a zero displacement may be left out. */
  A: "r(10|[0-9])((?: ?[-+] ?(?:0[xX][0-9a-fA-F]+|[0-9]+))?)",
  /** A jump's destination: a distance, with a remark in angle brackets or not, or a label. */
  T: `(${NUMBER}|[A-Za-z_.$][\\w.$]*)(?: <[^>]*>)?`,
} as const;

/**
 * A regular expression for one instruction. `{R}`, `{Q}`, `{N}`, `{A}` and `{T}` stand for operands; everything else is
 * literal; a blank between punctuation may be left out. `{|a b}` is a choice.
 */
export function instructionPattern(template: string): RegExp {
  const source = template
    .split(/(\{[A-Z]\}|\{\|[^}]*\})/)
    .map((part) => {
      const fragment = fragments[part.slice(1, -1) as keyof typeof fragments];
      if (fragment) return fragment;
      if (part.startsWith("{|")) return `(${part.slice(2, -1).split(" ").map(escapeLiteral).join("|")})`;
      return escapeLiteral(part).replace(/(?<![a-z]) (?![a-z])/g, " ?");
    })
    .join("");
  return new RegExp(`^${source}$`);
}

const escapeLiteral = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** A number as written; undefined where it is none. */
export function parseInteger(text: string): bigint | undefined {
  const match = /^([-+]?) ?(0[xX][0-9a-fA-F]+|[0-9]+)$/.exec(text.trim());
  if (!match?.[2]) return undefined;
  return match[1] === "-" ? -BigInt(match[2]) : BigInt(match[2]);
}

/** An immediate: signed or unsigned 32 bits as written, kept signed; undefined where it does not fit. */
export function parseImmediate(text: string | undefined): number | undefined {
  const value = parseInteger(text ?? "");
  if (value === undefined || value < -0x8000_0000n || value > 0xffff_ffffn) return undefined;
  return Number(BigInt.asIntN(32, value));
}

/** A displacement in signed 16 bits, 0 where nothing is written. */
export function parseOffset(text: string | undefined): number | undefined {
  if (!text) return 0;
  const value = parseInteger(text);
  return value === undefined || value < -0x8000n || value > 0x7fffn ? undefined : Number(value);
}

/** A jump's destination: a distance in slots that fits in the field, or a label. */
export function parseTarget(text: string, labelIn: "offset" | "imm"): Partial<ParsedInstruction> | undefined {
  if (!/^[-+0-9]/.test(text)) return { label: text, labelIn };
  const distance = labelIn === "offset" ? parseOffset(text) : parseImmediate(text);
  return distance === undefined ? undefined : { [labelIn]: distance };
}
