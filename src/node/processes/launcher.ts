import type { LaunchAnswer, LaunchRequest } from "./launcher-messages.ts";
import { runLimitedChild } from "./limited-child.ts";

/** A process of its own that starts others: it stays small, whatever its parent holds in memory, and ends with it. */
function answer(message: LaunchAnswer): void {
  process.send?.(message);
}

process.on("message", ({ id, command }: LaunchRequest) => {
  runLimitedChild(command).then(
    (run) => answer({ id, run }),
    (error: Error) => answer({ id, error: error.message }),
  );
});
process.on("disconnect", () => process.exit());

/** A terminal sends these to both; the parent decides what ends. */
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
