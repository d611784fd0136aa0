import type { RegisterValue, Step, Timeline, TimelineField } from "../../../core/emulator/outcome.ts";

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
  /** Of global data: its variables. */
  readonly fields: readonly TimelineField[];
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

class StateBuilder {
  readonly registers: (RegisterValue | undefined)[] = [];
  readonly regions = new Map<string, ShownRegion>();
  changedRegisters = new Set<number>();
  held: readonly string[] = [];
  heldChanged = false;

  constructor({ regions = [] }: Timeline) {
    for (const { name, kind, size, hex = "", fields = [] } of regions) {
      const bytes = new Map(bytesOf(hex).entries());
      this.regions.set(name, { name, kind, size, bytes, fields, changed: new Set(), isWritten: false });
    }
  }

  apply({ entry, registers = {}, memory = [], held }: Step): void {
    this.changedRegisters = new Set(Object.keys(registers).map(Number));
    for (const region of this.regions.values()) region.changed.clear();
    if (entry) this.registers.length = 0;
    for (const [index, value] of Object.entries({ ...entry, ...registers })) this.registers[Number(index)] = value;
    for (const { region, offset, hex } of memory) this.#write(region, offset, bytesOf(hex));
    this.heldChanged = held !== undefined;
    if (held) this.held = held;
  }

  #write(name: string, offset: number, bytes: readonly number[]): void {
    const region = this.regions.get(name);
    if (!region) return;
    region.isWritten = true;
    for (const [index, byte] of bytes.entries()) {
      region.bytes.set(offset + index, byte);
      region.changed.add(offset + index);
    }
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

/** The next step, from `from` on in a direction, that another line of C belongs to or that calls a kfunc; the end where there is none. */
export function nextStop({ steps, code }: Timeline, from: number, direction: 1 | -1, stop: "line" | "call"): number {
  const lineOf = new Map(code.map(({ slot, at }) => [slot, at?.line]));
  const lineAt = (count: number) => lineOf.get(steps[count - 1]?.slot ?? -1);
  for (let count = from + direction; count > 0 && count <= steps.length; count += direction) {
    const isStop = stop === "call" ? steps[count - 1]?.call !== undefined : lineAt(count) !== lineAt(from);
    if (isStop) return count;
  }
  return direction > 0 ? steps.length : 0;
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
