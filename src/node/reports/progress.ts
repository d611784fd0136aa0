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

/** Progress for people; nothing where a program reads, as in CI. */
export function progressFor(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): Progress {
  return stream.isTTY && !environment.CI ? spinning : quiet;
}
