import type { RunnableExample, RunnableScenario } from "../../../core/emulator/runnable-example.ts";
import type { RunAnswer } from "./load-run.ts";
import type { Answer, Request } from "./worker-messages.ts";

/** Why there is no answer, in one sentence for the reader. */
export class Unanswered extends Error {}

interface Waiting {
  take(answer: Answer): void;
  giveUp(why: Unanswered): void;
}

type Asked = Request extends infer Each ? (Each extends Request ? Omit<Each, "id"> : never) : never;

/** An example in a worker. A worker that was stopped is replaced by another with the next run. */
export class RunWorker {
  readonly #folder: string;
  readonly #kernel: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #asked = 0;

  /** `folder` holds the example's files and `kernel` the kernel's; both end with a slash. */
  constructor(folder: string, kernel: string) {
    this.#folder = folder;
    this.#kernel = kernel;
  }

  /** Loads the example and the kernel; rejects with `Unanswered`, as `run` does. */
  async load(): Promise<RunnableExample> {
    const { loaded } = await this.#ask({ load: { folder: this.#folder, kernel: this.#kernel } });
    if (!loaded) throw new Unanswered("The example could not be loaded.");
    return loaded;
  }

  /** `patience` is how long it may take, in milliseconds. */
  async run(scenario: RunnableScenario, patience: number): Promise<RunAnswer> {
    if (!this.#worker) await this.load();
    const timer = setTimeout(
      () => this.#end(`The run was stopped: it had no end within ${patience / 1000} seconds.`),
      patience,
    );
    try {
      const { ran } = await this.#ask({ run: scenario });
      if (!ran) throw new Unanswered("The run came to nothing.");
      return ran;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends what is being loaded or run. */
  stop(): void {
    this.#end("Stopped.");
  }

  #end(why: string): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const { giveUp } of this.#waiting.values()) giveUp(new Unanswered(why));
    this.#waiting.clear();
  }

  async #ask(asked: Asked): Promise<Answer> {
    this.#worker ??= this.#start();
    const id = this.#asked++;
    const answered = new Promise<Answer>((take, giveUp) => this.#waiting.set(id, { take, giveUp }));
    this.#worker.postMessage({ id, ...asked });
    const answer = await answered;
    if (answer.failed === undefined) return answer;
    if ("load" in asked) this.#end(answer.failed);
    throw new Unanswered(answer.failed);
  }

  #start(): Worker {
    const worker = new Worker(new URL("./emulator-worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
      this.#waiting.get(data.id)?.take(data);
      this.#waiting.delete(data.id);
    });
    worker.addEventListener("error", () => this.#end("The emulator could not be started."));
    return worker;
  }
}
