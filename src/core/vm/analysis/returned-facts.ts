import type { FactsBefore } from "./facts-before.ts";
import { isSubprogramCall, targetOf } from "./followed-program.ts";

/** What functions give back, as far as they were followed: the code behind calls of them is followed anew where that changes. */
export class ReturnedFacts<Value> {
  readonly #found = new Map<number, Value>();
  readonly #starts: readonly number[];
  readonly #before: Pick<FactsBefore<unknown>, "reopen">;
  readonly #merge: (left: Value, right: Value) => Value;

  /** `starts`: of all functions, ascending. `merge` gives the left value where the right one adds nothing to it. */
  constructor(
    starts: readonly number[],
    before: Pick<FactsBefore<unknown>, "reopen">,
    merge: (left: Value, right: Value) => Value,
  ) {
    this.#starts = starts;
    this.#before = before;
    this.#merge = merge;
  }

  /** What the function gives back that starts at a slot; undefined before it was followed to its end. */
  of(start: number): Value | undefined {
    return this.#found.get(start);
  }

  /** The function around a slot returns. */
  give(slot: number, value: Value): void {
    const start = this.#starts.findLast((each) => each <= slot) ?? 0;
    const known = this.#found.get(start);
    const merged = known === undefined ? value : this.#merge(known, value);
    if (merged === known) return;
    this.#found.set(start, merged);
    this.#before.reopen(({ last }) => isSubprogramCall(last) && targetOf(last) === start);
  }
}
