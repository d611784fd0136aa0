import type { FaultRule } from "../vm/fault.ts";
import type { Region } from "../vm/memory.ts";
import { maySleep } from "./async/async-work.ts";
import type { Kernel } from "./kernel.ts";
import type { BtfObject } from "./objects/btf-object.ts";

/** Sections that are counted: each call that enters one more needs one that leaves it. */
const sections = {
  rcu: { rule: "rcu-section", name: "an RCU read-side section" },
  preempt: { rule: "preempt-section", name: "a section without preemption" },
} as const satisfies Record<string, { rule: FaultRule; name: string }>;

export type SectionKind = keyof typeof sections;

interface EnteredSection {
  /** Of the call that entered it. */
  readonly slot: number;
  /** Of the program that entered it (`Machine.programDepth`). */
  readonly depth: number;
}

/** What keeps the program from sleeping, and what dies when it may again (kernel/bpf/verifier.c, v7.3). */
export class Sections {
  readonly #kernel: Kernel;
  readonly #entered: Readonly<Record<SectionKind, EnteredSection[]>> = { rcu: [], preempt: [] };
  #rcuPointers: Region[] = [];
  readonly #objects = new Map<Region, Region>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  enter(kind: SectionKind): void {
    this.#entered[kind].push({ slot: this.#kernel.slot, depth: this.#kernel.programDepth });
  }

  leave(kind: SectionKind): void {
    const { rule, name } = sections[kind];
    if (this.#entered[kind].pop() === undefined)
      this.#kernel.fault(rule, `the program leaves ${name} that it is not in`);
    this.left();
  }

  /** Those that the program is in: a section entered twice is named twice. */
  get open(): readonly string[] {
    const entered = Object.entries(sections).flatMap(([kind, { name }]) =>
      this.#entered[kind as SectionKind].map(() => name),
    );
    return this.#kernel.irqFlags.last ? [...entered, "a section without interrupts"] : entered;
  }

  /** Sleepable programs and callbacks may sleep where nothing else is open; the others never (in_sleepable). */
  get isSleepableProgram(): boolean {
    const { async, program } = this.#kernel;
    return async.running ? maySleep(async.running) : program.flags.includes("BPF_F_SLEEPABLE");
  }

  /**
   * Whether pointers under RCU live (in_rcu_cs): in a section, with a lock, without preemption or interrupts, and anywhere in a
   * program that is not sleepable.
   */
  get inRcu(): boolean {
    return this.whyNoSleep !== undefined;
  }

  /** Where the program is that it may not sleep; undefined where it may (non_sleepable_context_description). */
  get whyNoSleep(): string | undefined {
    if (this.#entered.rcu.length > 0) return "an RCU read-side section";
    if (this.#entered.preempt.length > 0) return "a section without preemption";
    if (this.#kernel.irqFlags.last) return "a section without interrupts";
    if (this.#kernel.locks.isHeld) return "a section under a lock";
    return this.isSleepableProgram ? undefined : "a program that is not sleepable";
  }

  /** Lets a pointer be trusted under RCU, until no section is open any more; then it can still be read, but not passed on. */
  protect(region: Region): Region {
    region.trust = "rcu";
    this.#rcuPointers.push(region);
    return region;
  }

  /** A pointer to an object that is trusted so; the same one until no section is open any more. */
  pointerTo({ region: whole, type }: BtfObject): Region {
    const known = this.#objects.get(whole);
    if (known) return known;
    const view = this.#kernel.memory.view(whole, { offset: 0, size: whole.size, type, fresh: true });
    this.#objects.set(whole, view);
    return this.protect(view);
  }

  /** Called when something was left or given back: ends what lived under RCU where that was the last (invalidate_rcu_protected_refs). */
  left(): void {
    if (this.inRcu) return;
    for (const region of this.#rcuPointers) this.#kernel.memory.distrust(region);
    this.#rcuPointers = [];
    this.#objects.clear();
  }

  /**
   * `what` is about to happen, which may not while a section is open that a program of this depth or a deeper one entered. In the
   * order of check_resource_leak.
   */
  refuseOpen(what: string, depth = 0): void {
    const flag = this.#kernel.irqFlags.last;
    if (flag && flag.depth >= depth) this.#refuse("irq-flag", `${what} while interrupts are off`, flag.savedAt);
    for (const [kind, { rule, name }] of Object.entries(sections)) {
      const last = this.#entered[kind as SectionKind].at(-1);
      if (last && last.depth >= depth) this.#refuse(rule, `${what} in ${name}`, last.slot);
    }
  }

  #refuse(rule: FaultRule, message: string, slot: number): never {
    return this.#kernel.fault(rule, message, { origin: { slot, message: "it was entered here" } });
  }
}
