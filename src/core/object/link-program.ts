import { BPF_PSEUDO_MAP_VALUE } from "../isa/encoding.ts";
import type { Instruction } from "../isa/instruction.ts";
import { type BtfExt, recordsWithin } from "./btf-ext.ts";
import { type CodeFunction, SLOT_BYTES } from "./code-function.ts";
import type { CodeSection } from "./code-section.ts";
import type { JumpTable } from "./jump-tables.ts";
import type { LinkedFunction, LinkedProgram, SourceLine } from "./linked-object.ts";
import type { SectionType } from "./section-types.ts";

/** Code sections by their index in the object. */
export type CodeSections = ReadonlyMap<number, CodeSection>;

/** A function with the slot that it got in the program. */
interface Placed {
  readonly each: CodeFunction;
  readonly code: CodeSection;
  readonly base: number;
}

/**
 * The functions of a program in the order in which libbpf appends them (bpf_object__reloc_code, tools/lib/bpf/libbpf.c,
 * v7.3): each one right after the first call that needs it has been met, before the caller goes on; last the callback of
 * exceptions, which nothing calls.
 */
function placeFunctions(
  entry: CodeFunction,
  callback: CodeFunction | undefined,
  sections: CodeSections,
): ReadonlyMap<CodeFunction, Placed> {
  const placed = new Map<CodeFunction, Placed>();
  const stack: { readonly code: CodeSection; readonly rest: Iterator<Instruction> }[] = [];
  let length = 0;
  const place = (each: CodeFunction) => {
    const code = sections.get(each.section.index);
    if (!code || placed.has(each)) return;
    placed.set(each, { each, code, base: length });
    length += each.end - each.start;
    stack.push({ code, rest: code.within(each) });
  };
  for (const first of callback ? [entry, callback] : [entry]) {
    place(first);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const { done, value } = top.rest.next();
      if (done) stack.pop();
      else {
        const target = top.code.targets.get(value.slot);
        if (target) place(target);
      }
    }
  }
  return placed;
}

/** The program's jump tables in the order in which they are met, and which of them each load takes. */
class ProgramTables {
  readonly tables: (readonly number[])[] = [];
  readonly #indices = new Map<string, number>();

  /** One for each table and function: what it leads to is counted from the function that loads it. */
  indexFor({ each, code, base }: Placed, slot: number, table: JumpTable, end: number): number {
    const key = `${base} ${table.targets.join(" ")}`;
    const known = this.#indices.get(key);
    if (known !== undefined) return known;
    const slots = table.targets.map((target) => target / SLOT_BYTES - each.start + base);
    if (slots.some((target) => !Number.isInteger(target) || target < 0 || target >= end)) {
      code.report(slot, "A jump table leads out of the program");
    }
    this.#indices.set(key, this.tables.length);
    return this.tables.push(slots) - 1;
  }
}

/** Gives loads of jump tables the number of theirs. */
function aimTables(placed: readonly Placed[], instructions: Instruction[]): ProgramTables {
  const tables = new ProgramTables();
  const last = placed.at(-1);
  const end = last ? last.base + last.each.end - last.each.start : 0;
  const places = new Map(instructions.map(({ slot }, at) => [slot, at]));
  for (const place of placed) {
    for (const { slot, value } of within(place, place.code.tables)) {
      const at = places.get(slot);
      const load = at === undefined ? undefined : instructions[at];
      const index = tables.indexFor(place, slot - place.base + place.each.start, value, end);
      if (at !== undefined && load) instructions[at] = { ...load, src: BPF_PSEUDO_MAP_VALUE, imm: index };
    }
  }
  return tables;
}

function instructionsOf(placed: readonly Placed[]): Instruction[] {
  const bases = new Map(placed.map(({ each, base }) => [each, base]));
  return placed.flatMap(({ each, code, base }) =>
    Array.from(code.within(each), (instruction) => {
      const slot = instruction.slot - each.start + base;
      const target = code.targets.get(instruction.slot);
      const aimed = target ? bases.get(target) : undefined;
      return aimed === undefined ? { ...instruction, slot } : { ...instruction, slot, imm: aimed - slot - 1 };
    }),
  );
}

function linesOf(placed: readonly Placed[]): SourceLine[] {
  return placed.flatMap(({ each, code, base }) =>
    code.linesWithin(each).map(({ instructionOffset, ...line }) => {
      return { slot: instructionOffset / SLOT_BYTES - each.start + base, ...line };
    }),
  );
}

/** What a section keeps about single instructions, for those of one function, at their place in the program. */
function within<Value>({ each, base }: Placed, values: ReadonlyMap<number, Value>): { slot: number; value: Value }[] {
  const found: { slot: number; value: Value }[] = [];
  for (let slot = each.start; values.size > 0 && slot < each.end; slot++) {
    const value = values.get(slot);
    if (value !== undefined) found.push({ slot: slot - each.start + base, value });
  }
  return found;
}

function functionOf({ each, base }: Placed, ext: BtfExt): LinkedFunction {
  const offset = each.start * SLOT_BYTES;
  const [info] = recordsWithin(ext.functions.get(each.section.name) ?? [], offset, offset + 1);
  const range = { name: each.name, start: base, end: base + each.end - each.start, isGlobal: each.isGlobal };
  return info ? { ...range, type: info.type } : range;
}

const flagsOf = ({ sleepable, frags }: SectionType): string[] => [
  ...(frags ? ["BPF_F_XDP_HAS_FRAGS"] : []),
  ...(sleepable ? ["BPF_F_SLEEPABLE"] : []),
];

/** A program with the functions that it calls and its callback of exceptions, and the names of the kfuncs that it calls. */
export function linkProgram(
  entry: CodeFunction,
  type: SectionType,
  sections: CodeSections,
  ext: BtfExt,
  callback?: CodeFunction | "several",
): { readonly program: LinkedProgram; readonly kfuncs: readonly string[] } {
  const places = placeFunctions(entry, callback === "several" ? undefined : callback, sections);
  const placed = [...places.values()];
  const instructions = instructionsOf(placed);
  const { tables } = aimTables(placed, instructions);
  const exceptionCallback = callback === "several" ? callback : callback && places.get(callback)?.base;
  const kfuncs = placed.flatMap((place) => within(place, place.code.kfuncCalls).map(({ value }) => value));
  const program: LinkedProgram = {
    name: entry.name,
    section: entry.section.name,
    programType: type.type,
    flags: flagsOf(type),
    ...(type.attach === undefined ? {} : { attachType: type.attach }),
    instructions,
    jumpTables: tables,
    functions: placed.map((place) => functionOf(place, ext)),
    ...(exceptionCallback === undefined ? {} : { exceptionCallback }),
    lines: linesOf(placed),
    poisoned: placed.flatMap((place) => {
      return within(place, place.code.poisoned).map(({ slot, value }) => ({ slot, reason: value }));
    }),
    refused: placed.flatMap((place) => {
      return within(place, place.code.refused).map(({ slot, value }) => ({ slot, reason: value }));
    }),
  };
  return { program, kfuncs };
}
