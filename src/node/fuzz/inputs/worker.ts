import { parentPort, workerData } from "node:worker_threads";
import { type PortableFacts, unpackFacts } from "../../../core/emulator/portable-facts.ts";
import type { Seed } from "./seed.ts";
import { type Ending, InputTrier } from "./try-input.ts";

/** What a worker is given. */
export interface WorkerInput {
  readonly seeds: readonly Seed[];
  readonly facts: PortableFacts;
  /** Shared by all workers: the number of the next input. */
  readonly next: Int32Array;
  /** Inputs have numbers below this. */
  readonly end: number;
  /** The first input's number in the run's sequence. */
  readonly first: number;
  /** The worker's own: the input that it tries. */
  readonly current: Int32Array;
}

/** What a worker says. */
export type WorkerMessage =
  | { readonly kind: "finding"; readonly input: number; readonly words: string }
  | { readonly kind: "endings"; readonly counts: ReadonlyMap<Ending, number>; readonly slowest: Slowest };

export interface Slowest {
  readonly input: number;
  readonly milliseconds: number;
}

function work({ seeds, facts, next, end, first, current }: WorkerInput): void {
  const { value } = unpackFacts(facts, "vmlinux.btf");
  if (!value) throw new Error("the kernel's types can't be read");
  const trier = new InputTrier(seeds, value);
  const say = (message: WorkerMessage) => parentPort?.postMessage(message);
  const counts = new Map<Ending, number>();
  let slowest: Slowest = { input: first, milliseconds: 0 };
  for (let index = Atomics.add(next, 0, 1); index < end; index = Atomics.add(next, 0, 1)) {
    const input = first + index;
    Atomics.store(current, 0, index);
    const start = performance.now();
    let ending = "finding";
    try {
      ending = trier.try(input);
    } catch (error) {
      say({ kind: "finding", input, words: error instanceof Error ? `${error.stack}` : String(error) });
    }
    const milliseconds = performance.now() - start;
    if (milliseconds > slowest.milliseconds) slowest = { input, milliseconds };
    counts.set(ending, (counts.get(ending) ?? 0) + 1);
  }
  say({ kind: "endings", counts, slowest });
}

work(workerData as WorkerInput);
