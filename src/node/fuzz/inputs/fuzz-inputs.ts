import { Worker } from "node:worker_threads";
import type { Ending } from "./try-input.ts";
import type { Slowest, WorkerInput, WorkerMessage } from "./worker.ts";

/** An input that takes longer hangs. In milliseconds, on a busy machine. */
const LONGEST = 30_000;
const LOOK_EVERY = 1000;
/** Of the heap of one worker, in MiB. */
const MOST_MEMORY = 1536;

export interface InputReport {
  /** How many inputs ended how. */
  readonly endings: ReadonlyMap<Ending, number>;
  /** Inputs of which something else came than a diagnostic or a fault, by number. */
  readonly findings: readonly string[];
  readonly slowest: Slowest;
  /** Of the whole process, in MiB. */
  readonly peakMemory: number;
}

export type InputPlan = Omit<WorkerInput, "next" | "current" | "end"> & {
  readonly count: number;
  readonly workers: number;
  /** Is told of each finding at once: a run can take hours. */
  readonly onFinding?: (finding: string) => void;
};

const sharedNumber = (start: number): Int32Array => new Int32Array(new SharedArrayBuffer(4)).fill(start);

/** One run over all inputs. */
class InputRun {
  readonly #plan: InputPlan;
  readonly #next = sharedNumber(0);
  readonly #endings = new Map<Ending, number>();
  readonly #findings: string[] = [];
  #slowest: Slowest = { input: 0, milliseconds: 0 };

  constructor(plan: InputPlan) {
    this.#plan = plan;
  }

  async finish(): Promise<InputReport> {
    await Promise.all(Array.from({ length: this.#plan.workers }, () => this.#keepWorking()));
    return {
      endings: this.#endings,
      findings: this.#findings,
      slowest: this.#slowest,
      peakMemory: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  }

  /** A worker after the other, for one ends with an input that hangs or takes all memory. */
  async #keepWorking(): Promise<void> {
    for (let ended = false; !ended; ) ended = await this.#work();
  }

  /** Whether the worker came to the end of the inputs. */
  #work(): Promise<boolean> {
    const { count, workers: _, onFinding: __, ...given } = this.#plan;
    const current = sharedNumber(-1);
    const workerData: WorkerInput = { ...given, end: count, next: this.#next, current };
    const worker = new Worker(new URL("./worker.ts", import.meta.url), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
    });
    const find = (words: string) => this.#find(given.first + Atomics.load(current, 0), words);
    const watch = this.#watch(current, () => {
      find(`it takes longer than ${LONGEST} ms`);
      void worker.terminate();
    });
    worker.on("message", (message: WorkerMessage) => this.#hear(message));
    return new Promise((resolve) => {
      worker.on("error", (error) => find(error.message));
      worker.on("exit", (code) => {
        clearInterval(watch);
        resolve(code === 0 || Atomics.load(current, 0) < 0);
      });
    });
  }

  #watch(current: Int32Array, hangs: () => void): NodeJS.Timeout {
    let seen = { input: -1, since: performance.now() };
    return setInterval(() => {
      const input = Atomics.load(current, 0);
      if (input !== seen.input) seen = { input, since: performance.now() };
      else if (input >= 0 && performance.now() - seen.since > LONGEST) hangs();
    }, LOOK_EVERY);
  }

  #find(input: number, words: string): void {
    const finding = `${input}: ${words}`;
    this.#findings.push(finding);
    this.#plan.onFinding?.(finding);
  }

  #hear(message: WorkerMessage): void {
    if (message.kind === "finding") {
      this.#find(message.input, message.words);
      return;
    }
    const { counts, slowest } = message;
    for (const [ending, times] of counts) this.#endings.set(ending, (this.#endings.get(ending) ?? 0) + times);
    if (slowest.milliseconds > this.#slowest.milliseconds) this.#slowest = slowest;
  }
}

/** Tries damaged inputs with several workers, each input watched. */
export const fuzzInputs = (plan: InputPlan): Promise<InputReport> => new InputRun(plan).finish();
