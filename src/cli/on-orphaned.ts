/** How often it is looked whether the npm that started the process is still there, in milliseconds. */
const LOOK_AGAIN = 500;

/** Tells when the parent is gone: npm ends on a signal that its shell does not hand on to what was started by `npx`. */
export function onOrphaned(tell: () => void): void {
  if (process.env.npm_command === undefined) return;
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    tell();
  }, LOOK_AGAIN).unref();
}
