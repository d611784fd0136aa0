import { FolderWatch } from "./watch-folder.ts";

/**
 * Works once, and again whenever something below the folder changed, one at a time: changes that come meanwhile are worked off
 * together. Ends when it is told to stop, and leaves the work that goes on then alone. The first failure is thrown; later ones are told.
 */
export async function repeatOnChange(
  folder: string,
  work: () => Promise<void>,
  stop: AbortSignal,
  tell: (failure: unknown) => void,
): Promise<void> {
  let isDue = false;
  let wake = () => {};
  const watch = new FolderWatch(folder, () => {
    isDue = true;
    wake();
  });
  const stopped = new Promise<void>((resolve) => stop.addEventListener("abort", () => resolve(), { once: true }));
  stop.addEventListener("abort", () => wake());
  try {
    await Promise.race([work(), stopped]);
    while (!stop.aborted) {
      if (!isDue) await new Promise<void>((resolve) => (wake = resolve));
      if (stop.aborted || !isDue) continue;
      isDue = false;
      await Promise.race([work().catch(tell), stopped]);
    }
  } finally {
    watch.close();
  }
}
