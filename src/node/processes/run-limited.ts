import { type ChildProcess, fork } from "node:child_process";
import type { LaunchAnswer, LaunchRequest } from "./launcher-messages.ts";
import type { LimitedCommand, LimitedRun } from "./limited-child.ts";

interface Waiting {
  readonly resolve: (run: LimitedRun) => void;
  readonly reject: (error: Error) => void;
}

/** The launcher of this process, and what it was asked for. */
class Launcher {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(ended: () => void) {
    const options = { execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] as ("ignore" | "inherit" | "ipc")[] };
    this.#process = fork(new URL("./launcher.ts", import.meta.url), options);
    this.#process.on("message", (message) => this.#take(message as LaunchAnswer));
    const end = (why: string) => {
      ended();
      for (const { reject } of this.#waiting.values()) reject(new Error(why));
      this.#waiting.clear();
    };
    this.#process.on("error", ({ message }) => end(message));
    this.#process.on("exit", (code, signal) => end(`the process that starts others ended with ${signal ?? code}`));
    this.#keepAlive();
  }

  run(command: LimitedCommand): Promise<LimitedRun> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#keepAlive();
      this.#process.send({ id, command } satisfies LaunchRequest, (error) => {
        if (error) this.#settle(id)?.reject(error);
      });
    });
  }

  #take(answer: LaunchAnswer): void {
    const waiting = this.#settle(answer.id);
    if ("run" in answer) waiting?.resolve(answer.run);
    else waiting?.reject(new Error(answer.error));
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#keepAlive();
    return waiting;
  }

  /** This process goes on for as long as it waits for an answer, or for the launcher's end, and no longer. */
  #keepAlive(): void {
    for (const handle of [this.#process, this.#process.channel]) {
      if (this.#waiting.size > 0) handle?.ref();
      else handle?.unref();
    }
  }
}

let launcher: Launcher | undefined;

/**
 * Runs a command without input, under limits; rejects only where it can't be started. It ends with this process, too. A small process
 * starts it: this one may hold gigabytes, and to start a process costs time for each of them.
 */
export function runLimited(command: LimitedCommand): Promise<LimitedRun> {
  launcher ??= new Launcher(() => {
    launcher = undefined;
  });
  return launcher.run(command);
}
