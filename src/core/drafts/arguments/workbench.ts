import type { KfuncFact } from "../../facts/kfuncs-file.ts";
import { type DraftKernel, factOf, mayCall } from "../draft-kernel.ts";
import type { DraftForm, HandedObject } from "../forms/form.ts";

/** A part of a program around what comes after it: an object is acquired, checked for NULL, and given back behind. */
export interface Step {
  readonly before: readonly string[];
  /** `if (x)` or a loop, whose block holds what comes after. */
  readonly head?: string;
  /** At the end of that block. */
  readonly inside?: readonly string[];
  /** Behind it. */
  readonly after?: readonly string[];
}

/** A variable of the file, which scenarios set and hold against what they expect. */
export interface DraftGlobal {
  readonly declaration: string;
  readonly comment?: string;
}

/** What a draft of a program has been found to need so far. */
export class Workbench {
  readonly kernel: DraftKernel;
  readonly form: DraftForm;
  readonly kfuncs = new Set<string>();
  readonly globals: DraftGlobal[] = [];
  readonly maps: string[] = [];
  readonly locals: string[] = [];
  readonly steps: Step[] = [];
  readonly objects: HandedObject[] = [];
  readonly #names = new Set<string>(["ctx", "runs", "armed", "trigger_pid"]);
  #isRcuOpen = false;
  #numbers: { readonly type: string; readonly expression: string }[];

  constructor(kernel: DraftKernel, form: DraftForm) {
    this.kernel = kernel;
    this.form = form;
    this.objects.push(...form.objects);
    this.#numbers = [...(form.numbers ?? [])];
  }

  /** A copy to try something on. */
  fork(): Workbench {
    const fork = new Workbench(this.kernel, this.form);
    fork.#take(this);
    return fork;
  }

  /** Takes over what a fork came to. */
  adopt(fork: Workbench): void {
    this.#take(fork);
  }

  #take(other: Workbench): void {
    for (const key of ["globals", "maps", "locals", "steps", "objects"] as const) {
      const own = this[key] as unknown[];
      own.splice(0, own.length, ...other[key]);
    }
    for (const name of other.kfuncs) this.kfuncs.add(name);
    for (const name of other.#names) this.#names.add(name);
    this.#numbers = [...other.#numbers];
    this.#isRcuOpen = other.#isRcuOpen;
  }

  /** A section of RCU around what comes after, once, in programs that may sleep and are in none by themselves. */
  openRcu(): void {
    if (this.#isRcuOpen || !this.form.sleepable) return;
    this.#isRcuOpen = true;
    this.calling("bpf_rcu_read_lock");
    this.calling("bpf_rcu_read_unlock");
    this.steps.push({ before: ["bpf_rcu_read_lock();"], after: ["bpf_rcu_read_unlock();"] });
  }

  /** A name that nothing else in the file has. */
  name(wanted: string): string {
    let name = wanted;
    for (let number = 2; this.#names.has(name); number++) name = `${wanted}${number}`;
    this.#names.add(name);
    return name;
  }

  /** A kfunc that programs of this form may call, declared from here on. */
  calling(name: string): KfuncFact | undefined {
    const fact = this.canCall(name) ? factOf(this.kernel, name) : undefined;
    if (fact) this.kfuncs.add(name);
    return fact;
  }

  canCall(name: string): boolean {
    return mayCall(this.kernel, this.form.name, name) === true;
  }

  /** A number that the program is handed, of this very type; each is passed on once. */
  takeNumber(type: string): string | undefined {
    const index = this.#numbers.findIndex((each) => each.type === type);
    return index < 0 ? undefined : this.#numbers.splice(index, 1)[0]?.expression;
  }
}
