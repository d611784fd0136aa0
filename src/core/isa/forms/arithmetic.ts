import { classes, classOf, codeOf, sourceOf, sources } from "../encoding.ts";
import { defineForm, type InvalidFields, invalid, invalidWhenReached, type ParsedInstruction } from "../form.ts";
import type { Instruction } from "../instruction.ts";
import type { OperandKind, OperationOf } from "../operation.ts";
import { type ArithmeticOperation, arithmeticOperations, type Width } from "../operations/arithmetic.ts";
import { instructionPattern, parseImmediate, printNumber } from "../syntax.ts";

type Arithmetic = OperationOf<"arithmetic">;

const widthClasses = [
  { width: 32, letter: "w", class: classes.ALU },
  { width: 64, letter: "r", class: classes.ALU64 },
] as const;

const letterOf = (width: Width): string => (width === 32 ? "w" : "r");

const opcodeOf = (row: ArithmeticOperation, width: Width, operand: OperandKind): number =>
  row.code | (operand === "register" ? sources.X : sources.K) | (width === 32 ? classes.ALU : classes.ALU64);

const exists = (row: ArithmeticOperation, width: Width, operand: OperandKind): boolean =>
  !row.only || (operand === row.only.operand && row.only.widths.includes(width));

/** An immediate that Linux refuses where it is reached, though the run itself is defined. */
function refusedImmediate(row: ArithmeticOperation, width: Width, imm: number): string | undefined {
  if (row.refuses === "zero" && imm === 0) return `${row.name} by the immediate 0`;
  if (row.refuses === "wide-shift" && (imm < 0 || imm >= width)) return `invalid shift ${imm} of ${width} bits`;
  return undefined;
}

function describe(instruction: Instruction): Arithmetic | InvalidFields {
  const { opcode, offset, imm, src } = instruction;
  const width = classOf(opcode) === classes.ALU ? 32 : 64;
  const operand = sourceOf(opcode) === sources.X ? "register" : "immediate";
  const code = codeOf(opcode);
  const row = arithmeticOperations.find((each) => each.code === code && each.offset === offset);
  if (!row || !exists(row, width, operand)) return invalid(`reserved offset ${offset} in an arithmetic instruction`);
  if (operand === "register" && imm !== 0) return invalid(`reserved immediate ${imm} in ${row.name} of registers`);
  if (operand === "immediate" && src !== 0) return invalid(`reserved source r${src} in ${row.name} of an immediate`);
  const refused = operand === "immediate" ? refusedImmediate(row, width, imm) : undefined;
  return refused === undefined ? { kind: "arithmetic", row, width, operand } : invalidWhenReached(refused);
}

function print({ row, width, operand }: Arithmetic, { dst, src, imm }: Instruction): string {
  const letter = letterOf(width);
  const right = operand === "register" ? `${letter}${src}` : printNumber(imm);
  const blank = row.symbol.endsWith(")") ? "" : " ";
  return `${letter}${dst} ${row.symbol}${blank}${right}`;
}

const symbols = `{|${arithmeticOperations.map((row) => row.symbol.replace(" (", "(")).join(" ")}}`;
const registerPattern = instructionPattern(`{Q} ${symbols} {Q}`);
const immediatePattern = instructionPattern(`{Q} ${symbols} {N}`);

const rowOf = (symbol: string | undefined): ArithmeticOperation | undefined =>
  arithmeticOperations.find((row) => row.symbol.replace(" (", "(") === symbol);

const tidy = (text: string): string => text.replace(/= ?\(/, "=(");

function parse(text: string): ParsedInstruction | undefined {
  const [, letter, dst, symbol, ...right] = registerPattern.exec(tidy(text)) ?? immediatePattern.exec(tidy(text)) ?? [];
  const row = rowOf(symbol);
  const width = letter === "w" ? 32 : 64;
  const operand = right.length === 2 ? "register" : "immediate";
  if (!row || !exists(row, width, operand)) return undefined;
  const fields = { opcode: opcodeOf(row, width, operand), dst: Number(dst), offset: row.offset };
  if (operand === "register") return right[0] === letter ? { ...fields, src: Number(right[1]) } : undefined;
  const imm = parseImmediate(right[0]);
  return imm === undefined ? undefined : { ...fields, imm };
}

export const arithmeticForm = defineForm({
  opcodes: widthClasses.flatMap(({ width }) =>
    arithmeticOperations.flatMap((row) => [opcodeOf(row, width, "register"), opcodeOf(row, width, "immediate")]),
  ),
  describe,
  print,
  parse,
});
