import { BPF_PSEUDO_MAP_VALUE, LD_IMM64 } from "../isa/encoding.ts";
import type { Instruction } from "../isa/instruction.ts";
import type { LinkedObject, LinkedProgram } from "../object/linked-object.ts";
import type { Scenario } from "../spec/example-spec.ts";
import type { KernelFacts } from "./kernel-facts.ts";
import { programsInMaps } from "./map-programs.ts";
import { aimReplaced } from "./replacements/aim-replaced.ts";
import { replacementsOf } from "./replacements/replacements.ts";
import { type UncheckedUses, uncheckedIn } from "./unchecked-in.ts";

/**
 * A program with those behind it that replace functions of it, and that its tail calls and redirects can reach: one stretch of
 * slots, which is what runs.
 */
export interface ProgramImage extends Omit<LinkedProgram, "refused" | "exceptionCallback"> {
  /** Where the run starts. */
  readonly entry: number;
  /** Where each program starts, by name. */
  readonly entries: ReadonlyMap<string, number>;
  /** Of each program, by where it starts. */
  readonly exceptionCallbacks: ReadonlyMap<number, number | undefined>;
  readonly unchecked: UncheckedUses;
}

/** The names of all programs that stand in program arrays from the start. */
export function tailCallTargets({ maps }: LinkedObject): string[] {
  const values = maps.flatMap((map) => (map.kind === "declared" ? map.values : []));
  return values.flatMap(({ program }) => (program === undefined ? [] : [program]));
}

/** The names of all programs that a run can get to by tail calls, or by redirects through maps as the scenario fills them. */
export function reachablePrograms(object: LinkedObject, scenario: Pick<Scenario, "maps">): Set<string> {
  return new Set([...tailCallTargets(object), ...programsInMaps(object, scenario)]);
}

const loadsTable = ({ opcode, src }: Instruction): boolean => opcode === LD_IMM64 && src === BPF_PSEUDO_MAP_VALUE;

const lengthOf = ({ functions }: LinkedProgram): number => functions.at(-1)?.end ?? 0;

/** Jumps and calls count from where they stand, so a program runs as well where it was moved to. */
export function programImage(
  object: LinkedObject,
  program: LinkedProgram,
  scenario: Pick<Scenario, "maps" | "replaced_by">,
  facts: Pick<KernelFacts, "btf" | "kfuncs">,
): ProgramImage {
  const reachable = reachablePrograms(object, scenario);
  const replacements = replacementsOf(object, program, scenario);
  const replacing = replacements.map(({ by }) => by);
  const others = object.programs.filter((each) => each !== program && reachable.has(each.name));
  const entries = new Map<string, number>();
  let [base, tables] = [0, 0];
  const placed = [program, ...replacing, ...others].map((each) => {
    const start = base;
    const firstTable = tables;
    entries.set(each.name, start);
    base += lengthOf(each);
    tables += each.jumpTables.length;
    return { each, start, firstTable };
  });
  const starts = new Map(
    replacements.flatMap(({ by, replaced }) => (replaced ? [[replaced.start, entries.get(by.name) ?? 0]] : [])),
  );
  const codeOf = (each: LinkedProgram) =>
    each === program ? aimReplaced(each.instructions, starts) : each.instructions;
  const instructions = placed.flatMap(({ each, start, firstTable }) =>
    codeOf(each).map((instruction) => {
      const moved = { ...instruction, slot: instruction.slot + start };
      return loadsTable(instruction) ? { ...moved, imm: moved.imm + firstTable } : moved;
    }),
  );
  const functions = placed.flatMap(({ each, start }) =>
    each.functions.map((range) => ({ ...range, start: range.start + start, end: range.end + start })),
  );
  return {
    ...program,
    instructions,
    functions,
    unchecked: uncheckedIn({ ...program, instructions, functions, entries }, object.btf, facts),
    entry: starts.get(0) ?? 0,
    entries,
    exceptionCallbacks: new Map(
      placed.map(({ each: { exceptionCallback }, start }) => [
        start,
        typeof exceptionCallback === "number" ? exceptionCallback + start : undefined,
      ]),
    ),
    jumpTables: placed.flatMap(({ each, start }) => each.jumpTables.map((slots) => slots.map((slot) => slot + start))),
    lines: placed.flatMap(({ each, start }) => each.lines.map((line) => ({ ...line, slot: line.slot + start }))),
    poisoned: placed.flatMap(({ each, start }) => each.poisoned.map((one) => ({ ...one, slot: one.slot + start }))),
  };
}
