import { type ArithmeticOperation, arithmeticOperations, type Width } from "../../isa/operations/arithmetic.ts";
import { type Condition, conditions } from "../../isa/operations/conditions.ts";
import { type MemorySize, memorySizes } from "../../isa/operations/sizes.ts";
import type { Label } from "../../wasm/code.ts";
import { accessWidths } from "../emission/access-widths.ts";
import { checkLimit, findRegion, pushMayBePointer, pushPlace } from "../emission/addresses.ts";
import { pushArithmetic, pushComparison, pushNegated, reverseBytes } from "../emission/operators.ts";
import type { HandlerCode } from "./handler-code.ts";

/** How instructions of one kind are executed. */
export interface Handler {
  readonly name: string;
  readonly build: (handler: HandlerCode) => void;
}

const widths: readonly Width[] = [32, 64];

export const arithmeticHandler = (row: ArithmeticOperation, width: Width): string => `${row.name} in ${width} bits`;
export const conditionHandler = (row: Condition, width: Width): string => `${row.name} in ${width} bits`;
export const loadHandler = (size: MemorySize, signed: boolean): string =>
  `load ${signed ? size.signed : size.unsigned}`;
export const storeHandler = (size: MemorySize): string => `store ${size.unsigned}`;
export const negateHandler = (width: Width): string => `neg in ${width} bits`;
export const plainHandlers = { reverseBytes: "reverse bytes", constant: "constant", jump: "jump" } as const;

/** Subtraction of pointers into different regions is left to the outside: they may be views of the same one. */
function leavePointers(handler: HandlerCode): void {
  const { code } = handler;
  handler.push("left", 64);
  code.set(handler.left);
  handler.push("right", 64);
  code.set(handler.right);
  code.get(handler.left).get(handler.right).op("i64.and").i64(0n).op("i64.lt_s");
  code.get(handler.left).get(handler.right).op("i64.xor").i64(32n).op("i64.shr_u").i64(0n).op("i64.ne", "i32.and");
  code.branchIf(handler.outside);
}

const arithmetic = (row: ArithmeticOperation, width: Width): Handler => ({
  name: arithmeticHandler(row, width),
  build(handler) {
    if (row.wasm === "sub" && width === 64) leavePointers(handler);
    handler.write(width, () =>
      pushArithmetic(handler.code, row, width, {
        left: () => handler.push("left", width),
        right: () => handler.push("right", width),
      }),
    );
    handler.advance();
  },
});

/** Pointers are compared by what they stand for. */
const condition = (row: Condition, width: Width): Handler => ({
  name: conditionHandler(row, width),
  build(handler) {
    const { code, left, right } = handler;
    handler.push("left", 64);
    code.set(left);
    handler.push("right", 64);
    code.set(right);
    code.get(left).get(right).op("i64.or").i64(0n).op("i64.lt_s");
    code.ifUnlikely(() => {
      if (width === 64 && (row.wasm === "eq" || row.wasm === "ne")) {
        code.get(left).get(right).call(handler.support.equal);
        if (row.wasm === "ne") code.op("i32.eqz");
        code.if(() => handler.jump());
        handler.advance();
        return;
      }
      for (const operand of [left, right]) code.get(operand).call(handler.support.compared).set(operand);
    });
    const pushLow = (operand: number) => {
      code.get(operand);
      if (width === 32) code.op("i32.wrap_i64");
    };
    pushComparison(code, row, width, { left: () => pushLow(left), right: () => pushLow(right) });
    code.if(() => handler.jump());
    handler.advance();
  },
});

/** Makes an access where its place is found: `perform` pushes that place by what it is given. */
function access(
  handler: HandlerCode,
  intent: "read" | "write",
  size: MemorySize,
  perform: (pushHere: () => void, kind: "plain" | "any") => void,
): void {
  const { code } = handler;
  const notPlain: Label = { name: "not plain" };
  handler.pushAddress();
  code.set(handler.address);
  code.block(notPlain, () => {
    findRegion(code, handler, handler.outside);
    checkLimit(code, handler, intent === "read" ? "readLimits" : "writeLimits", size.bytes, notPlain);
    perform(() => pushPlace(code, handler), "plain");
    handler.advance();
  });
  code.get(handler.address).call(handler.support.place[intent][size.bytes]).tee(handler.place).op("i32.eqz");
  code.branchIf(handler.outside);
  perform(() => code.get(handler.place), "any");
  handler.advance();
}

const load = (size: MemorySize, signed: boolean): Handler => ({
  name: loadHandler(size, signed),
  build(handler) {
    const width = accessWidths[size.bytes];
    access(handler, "read", size, (pushHere) =>
      handler.write(64, () => {
        pushHere();
        handler.code.memory(signed ? width.loadSigned : width.load);
      }),
    );
  },
});

/** A pointer that is stored outside of the stack is stored as a number. */
const store = (size: MemorySize): Handler => ({
  name: storeHandler(size),
  build(handler) {
    const { code, right } = handler;
    const mayBePointer = size.bytes === 8;
    handler.push("right", 64);
    code.set(right);
    access(handler, "write", size, (pushHere, kind) => {
      if (mayBePointer && kind === "plain") {
        pushMayBePointer(code, right).ifUnlikely(() => void code.get(right).call(handler.support.stored).set(right));
      }
      pushHere();
      code.get(right).memory(accessWidths[size.bytes].store);
    });
  },
});

const negate = (width: Width): Handler => ({
  name: negateHandler(width),
  build(handler) {
    handler.write(width, () => pushNegated(handler.code, width, () => handler.push("left", width)));
    handler.advance();
  },
});

const others: readonly Handler[] = [
  {
    name: plainHandlers.reverseBytes,
    build(handler) {
      handler.write(64, () => {
        handler.push("left", 64);
        reverseBytes(handler.code, handler.left);
        handler.push("right", 64);
        handler.code.op("i64.shr_u");
      });
      handler.advance();
    },
  },
  {
    name: plainHandlers.constant,
    build(handler) {
      handler.write(64, () => handler.push("right", 64));
      handler.advance(2);
    },
  },
  { name: plainHandlers.jump, build: (handler) => handler.jump() },
];

/** One handler for each row of the opcode tables and each width, and a few more. What has none is executed outside. */
export const handlers: readonly Handler[] = [
  ...widths.flatMap((width) => [
    ...arithmeticOperations
      .filter((row) => row.only?.widths.includes(width) ?? true)
      .map((row) => arithmetic(row, width)),
    ...conditions.map((row) => condition(row, width)),
    negate(width),
  ]),
  ...memorySizes.flatMap((size) => [load(size, false), load(size, true), store(size)]),
  ...others,
];

const numbers = new Map(handlers.map(({ name }, index) => [name, index + 1]));

/** A handler's number in records; 0 for what is executed outside. */
export const handlerNumber = (name: string | undefined): number => numbers.get(name ?? "") ?? 0;
