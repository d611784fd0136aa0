import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { toU64, writeUnsigned } from "../../../src/core/bytes/integers.ts";

/** One program to run: r1 points to `memory`. */
export interface ConformanceCase {
  readonly name: string;
  readonly assembly: string;
  readonly memory: Uint8Array;
  /** The value of r0, as 64 unsigned bits. */
  readonly r0: bigint;
}

interface BinaryRow {
  readonly op: string;
  readonly left: bigint;
  readonly right: bigint;
  /** What each width gives. */
  readonly gives: { readonly 32: bigint; readonly 64: bigint };
}

const readRows = <Row>(file: string): readonly Row[] => {
  const url = new URL(`../../cases/isa/${file}`, import.meta.url);
  return parse(readFileSync(url, "utf8"), { intAsBigInt: true, mapAsMap: false }) as Row[];
};

function quadwords(...values: readonly bigint[]): Uint8Array {
  const bytes = new Uint8Array(8 * values.length);
  for (const [index, value] of values.entries()) writeUnsigned(bytes, 8 * index, 8, toU64(value));
  return bytes;
}

const hex = (value: bigint): string => `0x${toU64(value).toString(16)}`;

/** A 64-bit value that an immediate can stand for: one that its low 32 bits sign-extend to. */
const asImmediate = (value: bigint): bigint | undefined => {
  const signed = BigInt.asIntN(32, value);
  return toU64(signed) === toU64(value) ? signed : undefined;
};

/** The widths and operand kinds in which a row of two operands can be written. */
function formsOf({ right }: BinaryRow) {
  const immediate = asImmediate(right);
  return ([32, 64] as const).flatMap((width) => {
    const letter = width === 32 ? "w" : "r";
    const register = { width, letter, operand: `${letter}2` };
    return immediate === undefined ? [register] : [register, { width, letter, operand: `${immediate}` }];
  });
}

const loadOperands = "r0 = *(u64 *)(r1 + 0)\nr2 = *(u64 *)(r1 + 8)\n";

/** Division by an immediate 0 and shifts by too wide an immediate are refused at load: they run with registers only. */
function isRefused(op: string, width: 32 | 64, operand: string): boolean {
  if (operand.startsWith("r") || operand.startsWith("w")) return false;
  if (/[/%]/.test(op)) return BigInt(operand) === 0n;
  return /<<|>>/.test(op) && (BigInt(operand) < 0n || BigInt(operand) >= BigInt(width));
}

function arithmeticCases(): ConformanceCase[] {
  return readRows<BinaryRow>("arithmetic.yaml").flatMap((row) =>
    formsOf(row)
      .filter(({ width, operand }) => !isRefused(row.op, width, operand))
      .map(({ width, letter, operand }) => ({
        name: `${hex(row.left)}: ${letter}0 ${row.op} ${operand === `${letter}2` ? `${operand} (${hex(row.right)})` : operand}`,
        assembly: `${loadOperands}${letter}0 ${row.op} ${operand}\nexit`,
        memory: quadwords(row.left, row.right),
        r0: row.gives[width],
      })),
  );
}

const directions = {
  forwards: (jump: string) => `${jump} goto taken\nr0 = 0\nexit\ntaken: r0 = 1\nexit`,
  backwards: (jump: string) => `goto test\ntaken: r0 = 1\nexit\ntest: ${jump} goto taken\nr0 = 0\nexit`,
};

function conditionCases(): ConformanceCase[] {
  return readRows<BinaryRow>("conditions.yaml").flatMap((row) =>
    formsOf(row).flatMap(({ width, letter, operand }) =>
      Object.entries(directions).map(([direction, program]) => ({
        name: `${hex(row.left)}: if ${letter}0 ${row.op} ${operand} (${hex(row.right)}) ${direction}`,
        assembly: loadOperands + program(`if ${letter}0 ${row.op} ${operand}`),
        memory: quadwords(row.left, row.right),
        r0: row.gives[width],
      })),
    ),
  );
}

interface AtomicRow {
  readonly op: string;
  readonly old: bigint;
  readonly operand: bigint;
  /** r0 before, for compare-and-exchange. */
  readonly expected?: bigint;
  readonly gives: { readonly 32: AtomicResult; readonly 64: AtomicResult };
}

interface AtomicResult {
  readonly memory: bigint;
  readonly r0: bigint;
  readonly r2: bigint;
}

/** How each operation is written in either width, with the address in `{at}`. */
const atomicText: Readonly<Record<string, (width: 32 | 64) => string>> = {
  ...Object.fromEntries(
    ["+=", "|=", "&=", "^="].map((op) => [
      op,
      (width: number) => `lock *(u${width} *)(r10 - 8) ${op} ${width === 32 ? "w" : "r"}2`,
    ]),
  ),
  ...Object.fromEntries(
    ["add", "or", "and", "xor"].map((op) => [
      `fetch_${op}`,
      (width: number) => {
        const register = width === 32 ? "w2" : "r2";
        return `${register} = atomic_fetch_${op}((u${width} *)(r10 - 8), ${register})`;
      },
    ]),
  ),
  xchg: (width) => (width === 32 ? "w2 = xchg32_32(r10 - 8, w2)" : "r2 = xchg_64(r10 - 8, r2)"),
  cmpxchg: (width) => (width === 32 ? "w0 = cmpxchg32_32(r10 - 8, w0, w2)" : "r0 = cmpxchg_64(r10 - 8, r0, r2)"),
};

/** Each row is one program for each of the three places in which an atomic can leave a value. */
function atomicCases(): ConformanceCase[] {
  return readRows<AtomicRow>("atomics.yaml").flatMap((row) =>
    ([32, 64] as const).flatMap((width) =>
      Object.entries({ memory: "r0 = *(u64 *)(r10 - 8)\n", r0: "", r2: "r0 = r2\n" }).map(([place, take]) => ({
        name: `${hex(row.old)}: ${row.op} ${hex(row.operand)} in ${width} bits leaves ${place}`,
        assembly: `r3 = *(u64 *)(r1 + 0)\n*(u64 *)(r10 - 8) = r3\nr2 = *(u64 *)(r1 + 8)\nr0 = *(u64 *)(r1 + 16)\n${atomicText[row.op]?.(width)}\n${take}exit`,
        memory: quadwords(row.old, row.operand, row.expected ?? 0n),
        r0: row.gives[width][place as keyof AtomicResult],
      })),
    ),
  );
}

interface ProgramRow {
  readonly name: string;
  readonly assembly: string;
  readonly memory?: readonly bigint[];
  readonly r0: bigint;
}

function programCases(): ConformanceCase[] {
  return readRows<ProgramRow>("programs.yaml").map(({ memory = [0n], ...row }) => ({
    ...row,
    memory: quadwords(...memory),
  }));
}

/** The cases of tests/cases/isa that have a value, written out as programs. */
export const conformanceCases: readonly ConformanceCase[] = [
  ...arithmeticCases(),
  ...conditionCases(),
  ...atomicCases(),
  ...programCases(),
];
