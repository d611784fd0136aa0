/** Milliseconds of processor time that this thread has used: what else the machine does counts less than on the clock. */
export function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
