/** How often it is looked whether the npm that started the process is still there, in milliseconds. */
const LOOK_AGAIN = 500;

/** Tells when the parent is gone: npm ends on a signal that its shell does not hand on to what was started by `npx`. */
function onOrphaned(tell: () => void): void {
  if (process.env.npm_command === undefined) return;
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    tell();
  }, LOOK_AGAIN).unref();
}

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
