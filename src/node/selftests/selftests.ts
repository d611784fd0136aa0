import { accessSync, constants, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { contentFacts } from "../build/content-facts.ts";
import { Store } from "../cache/store.ts";
import { ImportError } from "../kernel-import/import-error.ts";
import { UsageError } from "../reports/usage-error.ts";
import { annotatedFiles } from "./annotated-files.ts";
import { SelftestCompiler } from "./compile-selftest.ts";
import { isBroken } from "./count-results.ts";
import { printFile, printSelftests } from "./print-selftests.ts";
import type { FileResult } from "./selftest-result.ts";
import { fetchSelftests } from "./selftest-sources.ts";
import { SelftestWorker } from "./selftest-worker.ts";
import { testModuleKfuncs } from "./test-module.ts";
import type { WorkerStart } from "./worker-messages.ts";

export interface SelftestFolders {
  readonly cache: string;
  readonly content: string;
}

const USAGE = "Usage: selftests [--file <name of one file>] [--json <file to write>]";

function parse(args: readonly string[]): { readonly file?: string; readonly json?: string } {
  try {
    const options = { file: { type: "string" }, json: { type: "string" } } as const;
    const { file, json } = parseArgs({ args: [...args], options }).values;
    if (json !== undefined) accessSync(dirname(resolve(json)), constants.W_OK);
    return { ...(file !== undefined && { file }), ...(json !== undefined && { json }) };
  } catch (error) {
    throw new UsageError((error as Error).message, USAGE);
  }
}

function chosenFiles(all: readonly string[], file: string | undefined): readonly string[] {
  if (file === undefined) return all;
  const name = basename(file, ".c");
  if (all.includes(name)) return [name];
  throw new UsageError(`The tests have no annotated file ${name}`, "Name one of progs/ without its .c");
}

/** Runs all files, as many at a time as there are processors. */
async function runFiles(
  files: readonly string[],
  compiler: SelftestCompiler,
  start: WorkerStart,
  say: (line: string) => void,
): Promise<FileResult[]> {
  const results = new Map<string, FileResult>();
  const waiting = files.values();
  const runOn = async () => {
    const worker = new SelftestWorker(start);
    for (const file of waiting) {
      const compiled = await compiler.compile(file);
      const result =
        "object" in compiled
          ? await worker.run(file, compiled.object)
          : { file, programs: [], unloaded: `clang refuses it: ${compiled.refused}` };
      results.set(file, result);
      if (isBroken(result)) say(`broken: ${file}`);
    }
    await worker.stop();
  };
  await Promise.all(Array.from({ length: Math.min(files.length, availableParallelism()) }, runOn));
  return files.flatMap((file) => results.get(file) ?? []);
}

/**
 * Runs the kernel's own tests of BPF here and says where Linux, for which they were written, does otherwise. The exit code is
 * 1 where a run broke. Throws `UsageError`, `ImportError` and `MissingTool`.
 */
export async function selftests(
  args: readonly string[],
  { cache, content }: SelftestFolders,
  say: (line: string) => void,
  print: (text: string) => void,
): Promise<number> {
  const { file, json } = parse(args);
  const { kernel } = contentFacts(content);
  const { release, provenance } = kernel.releases[0] ?? {};
  const [image] = provenance?.packages ?? [];
  if (release === undefined || image === undefined) {
    throw new ImportError("The newest kernel is none of Debian's", "Import one: npm run import-kernel -- 7.3");
  }
  const sources = fetchSelftests(image, release, cache, say);
  const compiler = new SelftestCompiler(sources, new Store(cache));
  const start = { content, testModule: testModuleKfuncs(sources) };
  const results = await runFiles(chosenFiles(annotatedFiles(sources), file), compiler, start, say);
  const [only] = results;
  print(file !== undefined && only ? printFile(only) : printSelftests(results));
  if (json !== undefined)
    writeFileSync(json, `${JSON.stringify({ release, package: image, files: results }, null, 1)}\n`);
  return results.some(isBroken) ? 1 : 0;
}
