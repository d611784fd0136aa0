import type {
  MemoryChange,
  RegisterValue,
  Step,
  Timeline,
  TimelineField,
  TimelineRegion,
} from "../../../core/emulator/outcome.ts";

/** One stretch of memory after some steps. */
export interface ShownRegion {
  readonly name: string;
  readonly kind: string;
  /** In bytes. */
  readonly size: number;
  /** By offset: bytes whose value is known. */
  readonly bytes: Map<number, number>;
  /** Offsets that the last step wrote. */
  readonly changed: Set<number>;
  /** By offset: where pointers lead that stand there. */
  readonly targets: Map<number, string>;
  /** The variables or members of it. */
  readonly fields: readonly TimelineField[];
  /** What is said of it beside its bytes. */
  readonly about: Pick<TimelineRegion, "type" | "isCut" | "unknown" | "packet">;
  /** Whether the run has written to it so far. */
  isWritten: boolean;
}

/** What a program sees after some of its steps. */
export interface MachineState {
  /** r0 to r10; undefined where one was never written, null where a call took it. */
  readonly registers: readonly (RegisterValue | undefined)[];
  readonly changedRegisters: ReadonlySet<number>;
  readonly regions: readonly ShownRegion[];
  readonly held: readonly string[];
  readonly heldChanged: boolean;
}

function bytesOf(hex: string): number[] {
  return (hex.match(/../g) ?? []).map((digits) => Number.parseInt(digits, 16));
}

const POINTER_BYTES = 8;

type Writing = Omit<MemoryChange, "region">;

function put({ bytes, targets }: ShownRegion, { offset, hex, target }: Writing): number[] {
  const written = bytesOf(hex);
  for (let at = offset - POINTER_BYTES + 1; at < offset + written.length; at++) targets.delete(at);
  if (target !== undefined) targets.set(offset, target);
  for (const [index, byte] of written.entries()) bytes.set(offset + index, byte);
  return written.map((_, index) => offset + index);
}

function shownOf(region: TimelineRegion): ShownRegion {
  const { name, kind, size, hex, parts = [], fields = [], type, isCut, unknown, packet } = region;
  const about = {
    ...(type && { type }),
    ...(isCut && { isCut }),
    ...(unknown && { unknown }),
    ...(packet && { packet }),
  };
  const shown = { name, kind, size, fields, about, bytes: new Map(), targets: new Map(), changed: new Set<number>() };
  const made: ShownRegion = { ...shown, isWritten: false };
  if (hex !== undefined) put(made, { offset: 0, hex });
  for (const part of parts) put(made, part);
  return made;
}

/** Offsets of bytes that are not what they were before other memory took their place. */
const otherThan = (before: ShownRegion | undefined, { bytes }: ShownRegion): number[] =>
  [...bytes].filter(([offset, byte]) => before?.bytes.get(offset) !== byte).map(([offset]) => offset);

class StateBuilder {
  readonly registers: (RegisterValue | undefined)[] = [];
  readonly regions = new Map<string, ShownRegion>();
  changedRegisters = new Set<number>();
  held: readonly string[] = [];
  heldChanged = false;

  constructor({ regions = [] }: Timeline) {
    for (const region of regions) this.regions.set(region.name, shownOf(region));
  }

  apply({ entry, registers = {}, memory = [], regions = [], held }: Step): void {
    this.changedRegisters = new Set(Object.keys(registers).map(Number));
    for (const region of this.regions.values()) region.changed.clear();
    if (entry) this.registers.length = 0;
    for (const [index, value] of Object.entries({ ...entry, ...registers })) this.registers[Number(index)] = value;
    for (const { region, ...writing } of memory) this.#write(region, writing);
    for (const region of regions) this.#replace(shownOf(region));
    this.heldChanged = held !== undefined;
    if (held) this.held = held;
  }

  #write(name: string, writing: Writing): void {
    const region = this.regions.get(name);
    if (!region) return;
    region.isWritten = true;
    for (const offset of put(region, writing)) region.changed.add(offset);
  }

  #replace(region: ShownRegion): void {
    for (const offset of otherThan(this.regions.get(region.name), region)) region.changed.add(offset);
    region.isWritten = true;
    this.regions.set(region.name, region);
  }
}

/** The state after so many steps; before the first, what the program is entered with. */
export function stateAfter(timeline: Timeline, count: number): MachineState {
  const state = new StateBuilder(timeline);
  const [first] = timeline.steps;
  if (count === 0 && first) state.apply({ slot: first.slot, ...(first.entry && { entry: first.entry }) });
  for (const step of timeline.steps.slice(0, count)) state.apply(step);
  const regions = [...state.regions.values()].filter(({ bytes }) => bytes.size > 0);
  return { ...state, regions };
}

/** How often each line of C began to run: 1 for straight code, more within loops. */
export function lineCounts({ steps, code }: Timeline): ReadonlyMap<number, number> {
  const lineOf = new Map(code.flatMap(({ slot, at }) => (at ? [[slot, at.line] as const] : [])));
  const counts = new Map<number, number>();
  let last: number | undefined;
  for (const { slot } of steps) {
    const line = lineOf.get(slot);
    if (line !== undefined && line !== last) counts.set(line, (counts.get(line) ?? 0) + 1);
    last = line ?? last;
  }
  return counts;
}
