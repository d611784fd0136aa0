import type { ChildProcess } from "node:child_process";

/** This process was asked to end while a child worked for it, and the child has ended. */
export class EndedBySignal extends Error {
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals) {
    super(`Ended by ${signal}`);
    this.signal = signal;
  }
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** How long a child may take to end, in milliseconds. */
const PATIENCE = 2000;

/**
 * Starts a child and awaits its work. A signal that would end this process ends the child first; then EndedBySignal is thrown, so that
 * callers clean up.
 */
export async function endWithChild(
  start: () => ChildProcess,
  work: (child: ChildProcess) => Promise<void>,
): Promise<void> {
  let child: ChildProcess | undefined;
  let asked: NodeJS.Signals | undefined;
  let hurry: NodeJS.Timeout | undefined;
  const end = (signal: NodeJS.Signals) => {
    asked ??= signal;
    child?.kill("SIGTERM");
    hurry ??= setTimeout(() => child?.kill("SIGKILL"), PATIENCE);
  };
  for (const signal of signals) process.on(signal, end);
  try {
    child = start();
    await work(child);
  } catch (error) {
    if (asked === undefined) throw error;
  } finally {
    for (const signal of signals) process.off(signal, end);
    clearTimeout(hurry);
  }
  if (asked !== undefined) throw new EndedBySignal(asked);
}
