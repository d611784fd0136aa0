import { counted } from "../../words/counted.ts";
import { classes, modes, sizeOf } from "../encoding.ts";
import { type DisassemblyOptions, defineForm, type InvalidFields, invalid, type ParsedInstruction } from "../form.ts";
import type { Instruction } from "../instruction.ts";
import type { OperationOf } from "../operation.ts";
import { arithmeticOperations } from "../operations/arithmetic.ts";
import { type AtomicOperation, atomicOperations, BPF_LOAD_ACQ, BPF_STORE_REL } from "../operations/atomics.ts";
import { type MemorySize, memorySizes } from "../operations/sizes.ts";
import { instructionPattern, parseOffset, printAddress } from "../syntax.ts";

type Atomic = OperationOf<"atomic"> | OperationOf<"load-acquire"> | OperationOf<"store-release">;

const opcodeOf = (size: MemorySize): number => classes.STX | modes.ATOMIC | size.code;

const symbolOf = (row: AtomicOperation): string =>
  arithmeticOperations.find(({ name }) => name === row.name)?.symbol ?? row.name;

function describe({ opcode, imm }: Instruction): Atomic | InvalidFields {
  const size = memorySizes.find(({ code }) => code === sizeOf(opcode));
  if (!size) return invalid("an atomic of unknown size");
  if (imm === BPF_LOAD_ACQ) return { kind: "load-acquire", size };
  if (imm === BPF_STORE_REL) return { kind: "store-release", size };
  const row = atomicOperations.find((each) => each.imm === imm);
  if (!row) return invalid(`an unknown atomic operation 0x${(imm >>> 0).toString(16)}`);
  if (size.bytes < 4) return invalid(`an atomic ${row.name} of ${counted(size.bytes, "byte")}; 4 and 8 exist`);
  return { kind: "atomic", row, size };
}

/** The suffix of xchg and cmpxchg. */
const exchangeSuffix = (size: MemorySize): string => (size.bytes === 8 ? "_64" : "32_32");

function printReadModifyWrite(
  { row, size }: OperationOf<"atomic">,
  instruction: Instruction,
  options: DisassemblyOptions,
): string {
  const { dst, src, offset } = instruction;
  const address = printAddress(dst, offset, options);
  const fetched = size.bytes === 8 ? "r" : "w";
  const value = `${options.alu32 ? fetched : "r"}${src}`;
  if (row.fetch === undefined) return `lock *(${size.unsigned} *)(${address}) ${symbolOf(row)} ${value}`;
  if (row.fetch === "r0")
    return `${fetched}0 = cmpxchg${exchangeSuffix(size)}(${address}, ${fetched}0, ${fetched}${src})`;
  if (row.name === "xchg") return `${fetched}${src} = xchg${exchangeSuffix(size)}(${address}, ${fetched}${src})`;
  return `${fetched}${src} = atomic_fetch_${row.name}((${size.unsigned} *)(${address}), ${fetched}${src})`;
}

function print(operation: Atomic, instruction: Instruction, options: DisassemblyOptions): string {
  const { dst, src, offset } = instruction;
  const { size } = operation;
  const wide = size.bytes === 8 ? "r" : "w";
  switch (operation.kind) {
    case "atomic":
      return printReadModifyWrite(operation, instruction, options);
    case "load-acquire":
      return `${wide}${dst} = load_acquire((${size.unsigned} *)(${printAddress(src, offset, options)}))`;
    case "store-release":
      return `store_release((${size.unsigned} *)(${printAddress(dst, offset, options)}), ${wide}${src})`;
  }
}

const fetching = ["add", "or", "and", "xor"] as const;
const types = `{|${memorySizes.map((size) => size.unsigned).join(" ")}}`;
const plain = atomicOperations.filter((row) => row.fetch === undefined);

const lockPattern = instructionPattern(`lock * ( ${types} * ) ( {A} ) {|${plain.map(symbolOf).join(" ")}} {Q}`);
const fetchPattern = instructionPattern(`{Q} = atomic_fetch_{|${fetching.join(" ")}}( ( ${types} * ) ( {A} ) , {Q} )`);
const exchangePattern = instructionPattern("{Q} = {|xchg_64 xchg32_32} ( {A} , {Q} )");
const comparePattern = instructionPattern("{Q} = {|cmpxchg_64 cmpxchg32_32} ( {A} , {Q} , {Q} )");
const acquirePattern = instructionPattern(`{Q} = load_acquire( ( ${types} * ) ( {A} ) )`);
const releasePattern = instructionPattern(`store_release( ( ${types} * ) ( {A} ) , {Q} )`);

const sizeNamed = (name: string | undefined): MemorySize | undefined =>
  memorySizes.find((size) => size.unsigned === name);
const sizeOfExchange = (name: string | undefined): MemorySize | undefined =>
  memorySizes.find((size) => size.unsigned === (name?.endsWith("_64") ? "u64" : "u32"));

/** The fields of an atomic, once its text is taken apart; undefined where a part is missing or out of range. */
function fields(
  size: MemorySize | undefined,
  imm: number | undefined,
  { dst, src, displacement }: { dst: string | undefined; src: string | undefined; displacement: string | undefined },
): ParsedInstruction | undefined {
  const offset = parseOffset(displacement);
  if (!size || imm === undefined || offset === undefined || dst === undefined || src === undefined) return undefined;
  return { opcode: opcodeOf(size), dst: Number(dst), src: Number(src), offset, imm };
}

const parsers: readonly ((text: string) => ParsedInstruction | undefined)[] = [
  (text) => {
    const [, type, dst, displacement, symbol, , src] = lockPattern.exec(text) ?? [];
    return fields(sizeNamed(type), plain.find((row) => symbolOf(row) === symbol)?.imm, { dst, src, displacement });
  },
  (text) => {
    const [, letter, src, name, type, dst, displacement, again, value] = fetchPattern.exec(text) ?? [];
    const row = atomicOperations.find((each) => each.name === name && each.fetch === "src");
    return letter === again && src === value
      ? fields(sizeNamed(type), row?.imm, { dst, src, displacement })
      : undefined;
  },
  (text) => {
    const [, letter, src, name, dst, displacement, again, value] = exchangePattern.exec(text) ?? [];
    const same = letter === again && src === value;
    return name !== undefined && same ? fields(sizeOfExchange(name), 0xe1, { dst, src, displacement }) : undefined;
  },
  (text) => {
    const [, , r0, name, dst, displacement, , expected, , src] = comparePattern.exec(text) ?? [];
    if (name === undefined || r0 !== "0" || expected !== "0") return undefined;
    return fields(sizeOfExchange(name), 0xf1, { dst, src, displacement });
  },
  (text) => {
    const [, , dst, type, src, displacement] = acquirePattern.exec(text) ?? [];
    return fields(sizeNamed(type), BPF_LOAD_ACQ, { dst, src, displacement });
  },
  (text) => {
    const [, type, dst, displacement, , src] = releasePattern.exec(text) ?? [];
    return fields(sizeNamed(type), BPF_STORE_REL, { dst, src, displacement });
  },
];

function parse(text: string): ParsedInstruction | undefined {
  for (const parser of parsers) {
    const parsed = parser(text);
    if (parsed) return parsed;
  }
  return undefined;
}

/** Read-modify-write in 4 and 8 bytes, and Linux's load-acquire and store-release in every size. */
export const atomicForm = defineForm<Atomic>({ opcodes: memorySizes.map(opcodeOf), describe, print, parse });
