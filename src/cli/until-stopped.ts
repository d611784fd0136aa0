/** So long what goes on may take to end before it is said that it is waited for, in milliseconds. */
const PATIENCE = 300;

const waiting = "What is being checked is waited for; once more ends it at once.";

/** Tells when Ctrl-C was pressed, or the process was asked to end; the second time it ends at once. */
export function untilStopped(): AbortSignal {
  const stop = new AbortController();
  stop.signal.addEventListener("abort", () => setTimeout(() => console.error(waiting), PATIENCE).unref());
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}
