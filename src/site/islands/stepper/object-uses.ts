import type { Timeline } from "../../../core/emulator/outcome.ts";
import type { MachineState, ShownRegion } from "./machine-state.ts";
import { objectKinds } from "./memory-panel.ts";

/** Who leads to an object of the kernel. */
export interface ObjectUse {
  readonly registers: string[];
  /** Pointers in memory, by where they stand. */
  readonly places: string[];
  /** How many references the program holds. */
  held: number;
}

const REFERENCE = "a reference on ";

/** A pointer's target without the distance from its start: `xfrm_state #1+16` is about `xfrm_state #1`. */
const objectOf = (target: string): string => target.replace(/[+-]\d+$/, "");

/** Where in a region a pointer stands: the stack by the frame pointer, and other memory by its members. */
function placeOf({ name, kind, size, fields }: ShownRegion, offset: number): string {
  if (kind === "stack") return `${name}, fp-${size - offset}`;
  const field = fields.find((each) => each.offset === offset);
  return field && field.path !== "" ? `${name}, ${field.path}` : `${name}+${offset}`;
}

/**
 * Objects of the kernel that the program has pointers to: those that its registers, its context or its maps lead to, less memory
 * that is shown byte by byte, and those that it holds.
 */
export function objectUses({ registers, regions, held }: MachineState): Map<string, ObjectUse> {
  const memory = new Set(regions.filter(({ kind }) => !objectKinds.has(kind)).map(({ name }) => name));
  const uses = new Map<string, ObjectUse>();
  const isNone = (target: string) =>
    target === "NULL" || memory.has(objectOf(target)) || memory.has(target) || target.startsWith("stack frame");
  const useOf = (name: string): ObjectUse => {
    const use = uses.get(name) ?? { registers: [], places: [], held: 0 };
    uses.set(name, use);
    return use;
  };
  for (const [index, value] of registers.entries()) {
    const target = value?.target;
    if (target !== undefined && !isNone(target)) useOf(objectOf(target)).registers.push(`r${index}`);
  }
  for (const words of held) if (words.startsWith(REFERENCE)) useOf(words.slice(REFERENCE.length)).held++;
  const given = new Set(["context", "map-value"]);
  for (const { kind, targets } of regions) {
    for (const target of given.has(kind) ? targets.values() : []) if (!isNone(target)) useOf(objectOf(target));
  }
  for (const { name, kind, isWritten } of regions) if (kind === "object" && isWritten) useOf(name);
  for (const region of regions) {
    for (const [offset, target] of region.targets) uses.get(objectOf(target))?.places.push(placeOf(region, offset));
  }
  return uses;
}

/** A step that took a reference which is still held. */
export interface Taken {
  readonly step: number;
  readonly line: number | undefined;
}

/** The steps that took the references on an object which are held after so many steps; the last ones where some were given back. */
export function takenAt({ steps, code }: Timeline, count: number, name: string): Taken[] {
  const taken: Taken[] = [];
  for (const [index, { slot, held }] of steps.slice(0, count).entries()) {
    if (!held) continue;
    const now = held.filter((words) => words === REFERENCE + name).length;
    while (taken.length > now) taken.pop();
    const line = code.find((each) => each.slot === slot)?.at?.line;
    while (taken.length < now) taken.push({ step: index + 1, line });
  }
  return taken;
}
