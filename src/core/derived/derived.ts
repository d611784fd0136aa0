/** A step on the way to a result: objects lead on as long as they live, other values for ever. */
class Step<Result> {
  readonly #objects = new WeakMap<object, Step<Result>>();
  readonly #values = new Map<unknown, Step<Result>>();
  result?: { readonly value: Result };

  to(input: unknown): Step<Result> {
    const steps = typeof input === "object" && input !== null ? this.#objects : this.#values;
    const known = steps.get(input as object);
    if (known) return known;
    const next = new Step<Result>();
    steps.set(input as object, next);
    return next;
  }
}

/**
 * Results of one function by the very values that they were made from: as long as the inputs are the same objects, so is
 * the result, and what is made from that need not be made again either. Inputs must not change, and the function may depend
 * on nothing else. A result is forgotten with the objects among its inputs. What throws is not kept.
 */
export class Derived<Result> {
  readonly #first = new Step<Result>();

  #at(inputs: readonly unknown[]): Step<Result> {
    return inputs.reduce<Step<Result>>((at, input) => at.to(input), this.#first);
  }

  of(inputs: readonly unknown[], make: () => Result): Result {
    const step = this.#at(inputs);
    step.result ??= { value: make() };
    return step.result.value;
  }

  /** The same of what takes its time. */
  async later(inputs: readonly unknown[], make: () => Promise<Result>): Promise<Result> {
    const step = this.#at(inputs);
    step.result ??= { value: await make() };
    return step.result.value;
  }
}

const lists = new Derived<readonly unknown[]>();

/** The same list for the same items in the same order. */
export function sameList<Item>(items: readonly Item[]): readonly Item[] {
  return lists.of(items, () => [...items]) as readonly Item[];
}

/** So many contents are remembered at once: what stands in files, and what stood there when all was right. */
const REMEMBERED = 4;

/** The same object for the same content, for what is put together anew each time; `key` stands for the content. */
export class Steady<Value> {
  readonly #values = new Map<string, Value>();

  of(key: string, value: Value): Value {
    const known = this.#values.get(key) ?? value;
    this.#values.delete(key);
    this.#values.set(key, known);
    const [oldest] = this.#values.keys();
    if (this.#values.size > REMEMBERED && oldest !== undefined) this.#values.delete(oldest);
    return known;
  }
}
