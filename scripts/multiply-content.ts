/** Writes a content folder many times as large as this one, to measure what grows: FOLDER TIMES [--vary]. */
import { join } from "node:path";
import { multiplyContent } from "../src/node/bench/multiply-content.ts";
import { runScript } from "../src/node/reports/run-script.ts";
import { UsageError } from "../src/node/reports/usage-error.ts";

const [to, times, vary] = process.argv.slice(2);

await runScript(() => {
  if (to === undefined || !/^\d+$/.test(times ?? "") || (vary !== undefined && vary !== "--vary")) {
    throw new UsageError(
      "A folder that is not there and a number are missing",
      "multiply-content.ts FOLDER TIMES [--vary]",
    );
  }
  multiplyContent({
    from: join(import.meta.dirname, "../content"),
    to,
    times: Number(times),
    vary: vary !== undefined,
  });
  return 0;
});
