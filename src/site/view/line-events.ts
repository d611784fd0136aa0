import { valueText } from "../../core/emulator/decode/value-text.ts";
import type { Outcome, RegisterValue, Step, TimelineField } from "../../core/emulator/outcome.ts";
import { errnoName } from "../../core/uapi/errno.ts";
import { type CallView, callViews } from "./call-view.ts";

/** What one step did that a reader of its line wants to know. */
export interface LineEvent {
  readonly kind: "call" | "failed-call" | "value" | "branch" | "return" | "fault";
  readonly text: string;
}

/** A step with the registers as they were before it. */
export interface StepInPlace {
  readonly step: Step;
  readonly text: string;
  readonly registers: readonly (RegisterValue | undefined)[];
  readonly isLast: boolean;
}

const event = (kind: LineEvent["kind"], text: string): LineEvent => ({ kind, text });

function littleEndian(hex: string): bigint {
  const bytes = hex.match(/../g) ?? [];
  return BigInt(`0x${bytes.reverse().join("") || "0"}`);
}

/** A number as its field has it; a small negative one is named where it is an errno's and the variable tells of errors. */
function fieldText({ path, size, signed }: TimelineField, value: bigint): string {
  if (!signed) return value.toString();
  const number = BigInt.asIntN(8 * size, value);
  const name = number < 0n && /(error|err|errno|ret)$/.test(path) ? errnoName(Number(number)) : undefined;
  return name === undefined ? number.toString() : `-${name} (${number})`;
}

/** Registers as 64 bits: a pointer by what it leads to, a number as a signed one of so many bits. */
function registerText(value: RegisterValue | undefined, bits: 32 | 64): string {
  if (!value) return "nothing";
  return value.target ?? BigInt.asIntN(bits, BigInt(value.hex)).toString();
}

/** What a conditional jump compares with a constant; undefined for every other instruction. */
export function testedText({ text, registers }: Pick<StepInPlace, "text" | "registers">): string | undefined {
  const [, letter, register] = /^if ([rw])(\d+) \S+ -?0x[0-9a-f]+ goto /.exec(text) ?? [];
  return register === undefined ? undefined : registerText(registers[Number(register)], letter === "w" ? 32 : 64);
}

/** By what each step of a run did, in the words of its C source. */
export class LineEvents {
  readonly #fields = new Map<string, readonly TimelineField[]>();
  readonly #calls: readonly CallView[];
  readonly #outcome: Outcome;

  constructor(outcome: Outcome) {
    this.#outcome = outcome;
    this.#calls = callViews(outcome);
    for (const { name, fields = [] } of outcome.timeline.regions ?? []) this.#fields.set(name, fields);
  }

  of(at: StepInPlace): LineEvent[] {
    return [...this.#call(at), ...this.#read(at), ...this.#written(at), ...this.#end(at)];
  }

  #call({ step, text }: StepInPlace): LineEvent[] {
    const call = step.call === undefined ? undefined : this.#calls[step.call];
    if (call) return kfuncEvents(call);
    const helper = /^call (bpf_\w+)$/.exec(text)?.[1];
    const result = step.registers?.[0];
    return helper === undefined || !result ? [] : [event("call", `${helper}() → ${registerText(result, 64)}`)];
  }

  /** What the whole of so many bytes is; bit-fields are but a part of theirs. */
  #field(region: string, offset: number, size: number): TimelineField | undefined {
    const fields = this.#fields.get(region);
    return fields?.find((field) => field.offset === offset && field.size === size && !field.bits);
  }

  /** A load from a global variable, by the register that led there. */
  #read({ step, text, registers }: StepInPlace): LineEvent[] {
    const load = /^[rw](\d+) = \*\([us](8|16|32|64) \*\)\(r(\d+) ([+-]) (0x[0-9a-f]+)\)$/.exec(text);
    const [, into, bits, base, sign, distance] = load ?? [];
    const place = /^(\..*?)(?:\+(\d+))?$/.exec(registers[Number(base)]?.target ?? "");
    const value = step.registers?.[Number(into)];
    if (!load || !place || !value) return [];
    const offset = Number(place[2] ?? 0) + (sign === "-" ? -1 : 1) * Number(distance);
    const field = this.#field(place[1] ?? "", offset, Number(bits) / 8);
    if (!field) return [];
    return [event("value", `${field.path} is ${value.target ?? fieldText(field, BigInt(value.hex))}`)];
  }

  #written({ step }: StepInPlace): LineEvent[] {
    return (step.memory ?? []).flatMap(({ region, offset, hex }) => {
      const field = this.#field(region, offset, hex.length / 2);
      return field && !field.pointer ? [event("value", `${field.path} = ${fieldText(field, littleEndian(hex))}`)] : [];
    });
  }

  #end({ text, isLast }: StepInPlace): LineEvent[] {
    const { returns, fault } = this.#outcome;
    if (!isLast) return [];
    if (fault) return [event("fault", fault.message)];
    return returns && text === "exit" ? [event("return", `returns ${valueText(returns)}`)] : [];
  }
}

function kfuncEvents({ kfunc, args, result, changes }: CallView): LineEvent[] {
  const passed = args.map(({ name, text }) => `${name}: ${text}`).join(", ");
  const line = `${kfunc}(${passed})${result ? ` → ${result.text}` : ""}`;
  return [
    event(result?.failed ? "failed-call" : "call", line),
    ...changes.map(({ path, before, after }) => event("value", `${path}: ${before ? `${before} → ` : ""}${after}`)),
  ];
}
