import { toHex } from "../bytes/hex.ts";
import { readUnsigned } from "../bytes/integers.ts";
import type { StepObserver } from "../vm/environment.ts";
import { type Location, type Memory, type Region, rootOf } from "../vm/memory.ts";
import { describeAddress } from "./decode/describe-address.ts";
import type { MemoryChange, RegisterValue, Step, TimelineRegion } from "./outcome.ts";
import type { ModelWrite } from "./watch/object-recorder.ts";
import type { TimelineDetails } from "./watch/timeline-details.ts";

/** Steps that are recorded; a run goes on past them, but they are only counted. */
const MOST_STEPS = 20_000;
/** Of one write, these first bytes are recorded. */
const MOST_BYTES = 256;
/** Stretches of memory that come while a program runs and are recorded with what is in them. */
const MOST_NEW_REGIONS = 256;
/** A larger region is recorded without its bytes at the start. */
const MOST_REGION_BYTES = 4096;

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };
type RegisterWrites = Record<number, RegisterValue>;

interface StepBeingBuilt extends Writable<Omit<Step, "registers" | "memory" | "entry" | "regions">> {
  registers?: RegisterWrites;
  entry?: RegisterWrites;
  memory?: MemoryChange[];
  regions?: TimelineRegion[];
}

/** All registers, or one; before the step's instruction where a run or callback begins with it. */
interface RecordedRegisters {
  readonly step: number;
  readonly values: readonly (bigint | undefined)[];
  readonly first: number;
  readonly isEntry: boolean;
}

/** Its place is in a region that has the bytes, not in a view over them. */
interface RecordedWrite extends Location {
  readonly step: number;
  readonly bytes: Uint8Array;
  /** Of a pointer that stands in no bytes. */
  readonly target?: string;
}

const hex64 = (value: bigint) => `0x${value.toString(16).padStart(16, "0")}`;

/** What a timeline shows of memory that was there before the program ran; objects of the kernel are told of when they are written. */
const shownKinds: ReadonlySet<string> = new Set(["packet", "global", "map-value", "context", "stack"]);

const isShown = ({ kind, over }: Region): boolean => !over && shownKinds.has(kind);

function regionNow({ name, kind, size, bytes, initialised }: Region): TimelineRegion {
  const isKnown = initialised === undefined && size <= MOST_REGION_BYTES;
  return { name, kind, size, ...(isKnown && { hex: toHex(bytes) }) };
}

/** What is shown of them is members, not bytes. */
const objectKinds: ReadonlySet<string> = new Set(["object", "allocated", "map"]);
const POINTER_BYTES = 8;

type Lists = Required<Pick<StepBeingBuilt, "memory" | "regions">>;

function addTo<Key extends keyof Lists>(
  step: StepBeingBuilt | undefined,
  key: Key,
  more: readonly Lists[Key][number][],
) {
  if (!step) return;
  const list: Lists[Key][number][] = step[key] ?? [];
  list.push(...more);
  Object.assign(step, { [key]: list });
}

/** Records what each executed instruction changed: numbers while the program runs, made into steps when these are asked for. */
export class TimelineRecorder implements StepObserver {
  omitted = 0;
  readonly #memory: Memory;
  readonly #held: () => readonly string[];
  readonly #details: TimelineDetails | undefined;
  readonly #slots: number[] = [];
  readonly #registers: RecordedRegisters[] = [];
  readonly #writes: RecordedWrite[] = [];
  readonly #regions = new Map<Region, TimelineRegion>();
  readonly #calls = new Map<number, number>();
  readonly #beginnings = new Map<number, string>();
  readonly #holdings = new Map<number, readonly string[]>();
  /** What came while the program ran, by the step that it came with. */
  readonly #newRegions: { readonly step: number; readonly region: Region; readonly shown: TimelineRegion }[] = [];
  readonly #contextChanges = new Map<number, readonly MemoryChange[]>();
  /** Regions of the memory that were looked at. */
  #seen = 0;
  #mayHaveOtherContext = false;
  #beginning: string | undefined;
  /** The kernel was called in the last step: what the program holds may be something else. */
  #mayHoldOther = false;
  #lastHeld = "";

  /** `held` says in words what the program holds at the moment; with `details`, memory is told of by what stands in it. */
  constructor(memory: Memory, held: () => readonly string[], details?: TimelineDetails) {
    this.#memory = memory;
    this.#held = held;
    this.#details = details;
  }

  /** The next step is the first of something else than what was recorded so far. */
  begin(what: string): void {
    this.#finishStep();
    this.#beginning = what;
  }

  step(slot: number): void {
    this.#finishStep();
    const index = this.#slots.length;
    if (index === MOST_STEPS) this.omitted++;
    else this.#slots.push(slot);
    if (this.#beginning === undefined) return;
    if (index < MOST_STEPS) this.#beginnings.set(index, this.#beginning);
    this.#beginning = undefined;
  }

  /** The registers are those that the next step begins with. */
  get #isEntry(): boolean {
    return this.#beginning !== undefined || this.#slots.length === 0;
  }

  registerWritten(index: number, value: bigint): void {
    this.#record(index, [value]);
  }

  registersSet(values: readonly (bigint | undefined)[]): void {
    this.#record(0, values);
  }

  #record(first: number, values: readonly (bigint | undefined)[]): void {
    if (this.omitted > 0) return;
    const isEntry = this.#isEntry;
    this.#registers.push({ step: this.#slots.length - (isEntry ? 0 : 1), values, first, isEntry });
  }

  memoryWritten(region: Region, offset: number, bytes: Uint8Array): void {
    if (this.omitted > 0 || this.#slots.length === 0) return;
    const place = rootOf({ region, offset });
    if (this.#details?.isMadeUp(place.region)) this.#mayHaveOtherContext = true;
    else this.#writes.push({ step: this.#slots.length - 1, ...place, bytes: bytes.slice(0, MOST_BYTES) });
    this.#details?.objects.programWrote(place.region, place.offset, bytes.length);
  }

  /** The step that runs called a kfunc. */
  called(index: number): void {
    if (this.omitted === 0 && this.#slots.length > 0) this.#calls.set(this.#slots.length - 1, index);
  }

  /** The step that runs called a kfunc or a helper. */
  calledKernel(): void {
    this.#mayHoldOther = true;
  }

  /** Looks at what the last step may have changed beside registers and memory. */
  #finishStep(): void {
    if (this.omitted > 0) return;
    this.#noteRegions();
    if (this.#mayHoldOther || this.#mayHaveOtherContext) this.#noteContext();
    if (this.#mayHoldOther) this.#noteHeld();
    this.#mayHoldOther = false;
    this.#mayHaveOtherContext = false;
  }

  get #lastStep(): number {
    return Math.max(0, this.#slots.length - 1);
  }

  #noteRegions(): void {
    const { regions } = this.#memory;
    for (; this.#seen < regions.length; this.#seen++) {
      const region = regions[this.#seen];
      if (!region || !isShown(region) || region.initialised || this.#newRegions.length >= MOST_NEW_REGIONS) continue;
      const shown = { ...regionNow(region), ...this.#details?.describe(region) };
      this.#newRegions.push({ step: this.#lastStep, region, shown });
    }
  }

  #noteContext(): void {
    const changes = this.#details?.contextChanges() ?? [];
    if (changes.length > 0) this.#contextChanges.set(this.#lastStep, changes);
  }

  #noteHeld(): void {
    const held = this.#held();
    const words = held.join("\0");
    if (words === this.#lastHeld) return;
    this.#lastHeld = words;
    this.#holdings.set(this.#lastStep, held);
  }

  #register(value: bigint | undefined): RegisterValue {
    if (value === undefined) return null;
    const hex = hex64(value);
    const location = this.#memory.locate(value);
    if (!location) return { hex };
    const place = rootOf(location);
    const member = this.#details?.memberAt(place.region, place.offset);
    return { hex, target: describeAddress(this.#memory, value).target, ...(member !== undefined && { member }) };
  }

  /** Of all registers together, only what is other than before counts as changed. */
  #addRegisters(steps: readonly StepBeingBuilt[]): void {
    const last: (bigint | undefined)[] = [];
    for (const { step: index, values, first, isEntry } of this.#registers) {
      const step = steps[index];
      const key = isEntry ? "entry" : "registers";
      for (const [at, value] of values.entries()) {
        const register = first + at;
        const isWrite = values.length === 1 || value !== last[register];
        last[register] = value;
        if (step && isWrite) step[key] = { ...step[key], [register]: this.#register(value) };
      }
    }
  }

  /** To be told before the program runs, so that its memory is known as it was. */
  start(): void {
    this.#details?.objects.start();
    const { regions } = this.#memory;
    const last = new Map(regions.filter(isShown).map((region) => [region.name, region]));
    for (const region of last.values()) {
      const { hex, ...before } = regionNow(region);
      const details = this.#details?.describe(region);
      const isMadeUp = this.#details?.isMadeUp(region) ?? false;
      this.#regions.set(region, { ...before, ...(hex !== undefined && !isMadeUp && { hex }), ...details });
    }
    this.#seen = regions.length;
    const objects = this.#details?.objects;
    if (objects) objects.onChange = (change) => this.#modelWrote(change);
  }

  #modelWrote({ region, offset, bytes, target }: ModelWrite): void {
    if (this.omitted > 0) return;
    const kept = bytes.slice(0, MOST_BYTES);
    this.#writes.push({ step: this.#lastStep, region, offset, bytes: kept, ...(target !== undefined && { target }) });
  }

  /** Objects that the program had a pointer to. */
  get #reached(): ReadonlySet<Region> {
    const reached = new Set(this.#details?.objects.reached);
    for (const value of this.#registers.flatMap(({ values }) => values)) {
      const location = value === undefined ? undefined : this.#memory.locate(value);
      if (location) reached.add(rootOf(location).region);
    }
    return reached;
  }

  /** The program's memory as it was before, then what came later and was written. */
  get regions(): TimelineRegion[] {
    const regions = new Map(this.#regions);
    const came = new Set(this.#newRegions.map(({ region }) => region));
    const reached = this.#details ? [...this.#reached].filter(({ kind }) => objectKinds.has(kind)) : [];
    const written = this.#writes.map(({ region }) => region);
    const shown = this.#details ? written.filter(({ kind }) => !objectKinds.has(kind)) : written;
    for (const region of [...reached, ...shown]) {
      const { name, kind, size } = region;
      if (regions.has(region) || came.has(region)) continue;
      regions.set(region, { name, kind, size, ...this.#details?.describe(region) });
    }
    return [...regions.values()];
  }

  /** Of eight bytes that are a pointer: where it leads. */
  #targetOf({ bytes, target }: RecordedWrite): Pick<MemoryChange, "target"> {
    if (target !== undefined) return { target };
    if (!this.#details || bytes.length !== POINTER_BYTES) return {};
    const value = readUnsigned(bytes, 0, POINTER_BYTES);
    return this.#memory.locate(value) ? { target: describeAddress(this.#memory, value).target } : {};
  }

  /** What was recorded so far. */
  get steps(): Step[] {
    this.#finishStep();
    const steps = this.#slots.map((slot): StepBeingBuilt => ({ slot }));
    for (const [index, begins] of this.#beginnings) Object.assign(steps[index] ?? {}, { begins });
    this.#addRegisters(steps);
    for (const write of this.#writes) {
      const { step, region, offset, bytes } = write;
      const change = { region: region.name, offset, hex: toHex(bytes), ...this.#targetOf(write) };
      addTo(steps[step], "memory", [change]);
    }
    for (const [step, changes] of this.#contextChanges) addTo(steps[step], "memory", changes);
    for (const { step, shown } of this.#newRegions) addTo(steps[step], "regions", [shown]);
    for (const [index, call] of this.#calls) Object.assign(steps[index] ?? {}, { call });
    for (const [index, held] of this.#holdings) Object.assign(steps[index] ?? {}, { held });
    return steps;
  }
}
