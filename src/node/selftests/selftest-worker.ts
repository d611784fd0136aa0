import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { FileResult, ProgramResult } from "./selftest-result.ts";
import type { FileJob, WorkerNews, WorkerStart } from "./worker-messages.ts";

/** Silence after which a program counts as one without an end. */
const PATIENCE_MS = 120_000;
const MEMORY_MIB = 3072;

/** How one attempt at a file ended: whole, or in the middle of a program. */
type Attempt = Pick<FileResult, "unloaded" | "needsTestModule"> | { readonly broken: string; readonly program: string };

/** A thread that runs objects one after the other. Where it breaks or hangs, the next one goes on behind that program. */
export class SelftestWorker {
  readonly #start: WorkerStart;
  #thread: Worker | undefined;

  constructor(start: WorkerStart) {
    this.#start = start;
  }

  async #begin(): Promise<Worker> {
    const options = { workerData: this.#start, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MIB } };
    const thread = new Worker(join(import.meta.dirname, "worker.ts"), options);
    await new Promise<void>((resolve, reject) => {
      thread.once("message", () => resolve());
      thread.once("error", reject);
    });
    return thread;
  }

  async #attempt(job: FileJob, results: ProgramResult[]): Promise<Attempt> {
    const thread = this.#thread ?? (await this.#begin());
    this.#thread = thread;
    let program = "";
    let resolve: (attempt: Attempt) => void = () => {};
    const attempt = new Promise<Attempt>((each) => {
      resolve = each;
    });
    const give = (broken: string) => {
      this.#thread = undefined;
      void thread.terminate();
      resolve({ broken, program });
    };
    const timer = setTimeout(() => give(`no end after ${PATIENCE_MS / 1000} seconds`), PATIENCE_MS);
    const onError = (error: unknown) => give(error instanceof Error ? error.message : String(error));
    const onNews = (news: WorkerNews) => {
      timer.refresh();
      if (news.kind === "running") program = news.program;
      else if (news.kind === "result") results.push(news.result);
      else if (news.kind === "end") {
        const { kind: _, ...end } = news;
        resolve(end);
      }
    };
    thread.on("error", onError).on("message", onNews);
    thread.postMessage(job);
    try {
      return await attempt;
    } finally {
      clearTimeout(timer);
      thread.off("error", onError).off("message", onNews);
    }
  }

  /** Runs every program of an object. */
  async run(file: string, object: Uint8Array): Promise<FileResult> {
    const programs: ProgramResult[] = [];
    const done: string[] = [];
    for (;;) {
      const attempt = await this.#attempt({ file, object, done }, programs);
      if (!("broken" in attempt)) return { file, programs, ...attempt };
      const { broken: reason, program } = attempt;
      if (program === "") return { file, programs, broken: reason };
      const unknown = { kind: "success", programType: "", callsKfuncs: false } as const;
      programs.push({ program, ...unknown, ending: "broken", reason });
      done.push(...programs.map((each) => each.program), program);
    }
  }

  async stop(): Promise<void> {
    await this.#thread?.terminate();
    this.#thread = undefined;
  }
}
