import { onOrphaned } from "./on-orphaned.ts";

/**
 * Works until Ctrl-C is pressed or the process is asked to end. Then it ends at once and with 0: what is being checked is not waited for,
 * and what the work cleans up only for `patience`, in milliseconds.
 */
export async function untilStopped(work: (stop: AbortSignal) => Promise<void>, patience = 2000): Promise<void> {
  const stop = new AbortController();
  const end = () => process.exit(0);
  const endSoon = () => {
    // Vite ends the process on a signal, too, and with another code where none is set.
    process.exitCode = 0;
    stop.abort();
    setTimeout(end, patience);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, endSoon);
  onOrphaned(endSoon);
  await work(stop.signal);
  if (stop.signal.aborted) end();
}
