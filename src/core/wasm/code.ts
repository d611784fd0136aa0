import { pushSigned, pushSigned64, pushUnsigned } from "./leb128.ts";
import {
  type MemoryOperator,
  memoryOperators,
  type Operator,
  operators,
  type ValueType,
  valueTypes,
} from "./operators.ts";

const BLOCK = 0x02;
const LOOP = 0x03;
const IF = 0x04;
const ELSE = 0x05;
const END = 0x0b;
const BR = 0x0c;
const BR_IF = 0x0d;
const BR_TABLE = 0x0e;
const CALL = 0x10;
const LOCAL_GET = 0x20;
const LOCAL_SET = 0x21;
const LOCAL_TEE = 0x22;
const I32_CONST = 0x41;
const I64_CONST = 0x42;
const EMPTY_TYPE = 0x40;

/** A place that code can branch to: the end of a block, the start of a loop. */
export interface Label {
  /** For people. */
  readonly name: string;
}

/** The code of one function, built in the order of its bytes. Methods give the builder back, so that they chain. */
export class Code {
  readonly bytes: number[] = [];
  /** Where branches stand that are hardly ever taken. */
  readonly unlikely: number[] = [];
  readonly #parameters: number;
  readonly #locals: ValueType[] = [];
  readonly #open: (Label | undefined)[] = [];

  constructor(parameters: readonly ValueType[] = []) {
    this.#parameters = parameters.length;
  }

  get locals(): readonly ValueType[] {
    return this.#locals;
  }

  /** A new local: its index. */
  local(type: ValueType): number {
    this.#locals.push(type);
    return this.#parameters + this.#locals.length - 1;
  }

  op(...names: readonly Operator[]): this {
    for (const name of names) this.bytes.push(operators[name]);
    return this;
  }

  get(local: number): this {
    return this.#indexed(LOCAL_GET, local);
  }

  set(local: number): this {
    return this.#indexed(LOCAL_SET, local);
  }

  tee(local: number): this {
    return this.#indexed(LOCAL_TEE, local);
  }

  call(func: number): this {
    return this.#indexed(CALL, func);
  }

  i32(value: number): this {
    this.bytes.push(I32_CONST);
    pushSigned(this.bytes, value);
    return this;
  }

  i64(value: bigint): this {
    this.bytes.push(I64_CONST);
    pushSigned64(this.bytes, value);
    return this;
  }

  /** A load or store `offset` bytes behind the address on the stack; no alignment is promised. */
  memory(name: MemoryOperator, offset = 0): this {
    this.bytes.push(memoryOperators[name], 0);
    pushUnsigned(this.bytes, offset);
    return this;
  }

  /** A block with what `body` builds in it; branching to the label goes to its end. */
  block(label: Label, body: () => void): this {
    return this.#nested(BLOCK, label, body);
  }

  /** Branching to the label goes to the start. */
  loop(label: Label, body: () => void): this {
    return this.#nested(LOOP, label, body);
  }

  /** Takes the condition from the stack. With a type, both arms leave a value of it. A hint says how often the first arm is entered. */
  if(then: () => void, otherwise?: () => void, type?: ValueType, hint?: "unlikely"): this {
    if (hint) this.unlikely.push(this.bytes.length);
    this.bytes.push(IF, type ? valueTypes[type] : EMPTY_TYPE);
    this.#open.push(undefined);
    then();
    if (otherwise) {
      this.bytes.push(ELSE);
      otherwise();
    }
    return this.#end();
  }

  /** As `if` without another arm, for what hardly ever happens. */
  ifUnlikely(then: () => void): this {
    return this.if(then, undefined, undefined, "unlikely");
  }

  branchIfUnlikely(label: Label): this {
    this.unlikely.push(this.bytes.length);
    return this.branchIf(label);
  }

  branch(label: Label): this {
    return this.#indexed(BR, this.#depthOf(label));
  }

  branchIf(label: Label): this {
    return this.#indexed(BR_IF, this.#depthOf(label));
  }

  /** Takes an index from the stack. */
  branchTable(labels: readonly Label[], otherwise: Label): this {
    this.#indexed(BR_TABLE, labels.length);
    for (const label of [...labels, otherwise]) pushUnsigned(this.bytes, this.#depthOf(label));
    return this;
  }

  #nested(opcode: number, label: Label, body: () => void): this {
    this.bytes.push(opcode, EMPTY_TYPE);
    this.#open.push(label);
    body();
    return this.#end();
  }

  #end(): this {
    this.#open.pop();
    this.bytes.push(END);
    return this;
  }

  #depthOf(label: Label): number {
    const at = this.#open.lastIndexOf(label);
    if (at < 0) throw new RangeError(`the label ${label.name} is not open here`);
    return this.#open.length - 1 - at;
  }

  #indexed(opcode: number, index: number): this {
    this.bytes.push(opcode);
    pushUnsigned(this.bytes, index);
    return this;
  }
}
