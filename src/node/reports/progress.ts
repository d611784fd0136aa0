import { Listr } from "listr2";
import type { Progress } from "../build/build.ts";

const quiet: Progress = async (_title, work) => await work();

/** A line for each stage with a spinner, on a terminal. */
const spinning: Progress = async <Value>(title: string, work: () => Value | Promise<Value>) => {
  const results: Value[] = [];
  const task = async () => {
    results.push(await work());
  };
  await new Listr([{ title, task }]).run();
  return results[0] as Value;
};

/** A line for each stage as it begins. */
const inLines =
  (log: NodeJS.WritableStream): Progress =>
  (title, work) => {
    log.write(`${title}\n`);
    return quiet(title, work);
  };

/** Progress for people at a terminal; elsewhere, as in CI, lines in the log where there is one, and nothing where a program reads. */
export function progressFor(
  stream: { readonly isTTY?: boolean },
  environment: NodeJS.ProcessEnv,
  log?: NodeJS.WritableStream,
): Progress {
  if (stream.isTTY && !environment.CI) return spinning;
  return log ? inLines(log) : quiet;
}
