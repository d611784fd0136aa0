import type { LinkedObject, LinkedProgram } from "../object/linked-object.ts";

/** A program with those behind it that its tail calls can reach: one stretch of slots, which is what runs. */
export interface ProgramImage extends Omit<LinkedProgram, "refused"> {
  /** Where each program starts, by name. */
  readonly entries: ReadonlyMap<string, number>;
}

/** The names of all programs that stand in program arrays from the start. */
export function tailCallTargets({ maps }: LinkedObject): Set<string> {
  const values = maps.flatMap((map) => (map.kind === "declared" ? map.values : []));
  return new Set(values.flatMap(({ program }) => (program === undefined ? [] : [program])));
}

const lengthOf = ({ functions }: LinkedProgram): number => functions.at(-1)?.end ?? 0;

/** Jumps and calls count from where they stand, so a program runs as well where it was moved to. */
export function programImage(object: LinkedObject, program: LinkedProgram): ProgramImage {
  const targets = tailCallTargets(object);
  const others = object.programs.filter((each) => each !== program && targets.has(each.name));
  const entries = new Map<string, number>();
  let base = 0;
  const placed = [program, ...others].map((each) => {
    const start = base;
    entries.set(each.name, start);
    base += lengthOf(each);
    return { each, start };
  });
  return {
    ...program,
    entries,
    instructions: placed.flatMap(({ each, start }) =>
      each.instructions.map((instruction) => ({ ...instruction, slot: instruction.slot + start })),
    ),
    functions: placed.flatMap(({ each, start }) =>
      each.functions.map((range) => ({ ...range, start: range.start + start, end: range.end + start })),
    ),
    lines: placed.flatMap(({ each, start }) => each.lines.map((line) => ({ ...line, slot: line.slot + start }))),
    poisoned: placed.flatMap(({ each, start }) => each.poisoned.map((one) => ({ ...one, slot: one.slot + start }))),
  };
}
