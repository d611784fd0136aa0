import { parentPort, workerData } from "node:worker_threads";
import { Interpreter } from "../../core/vm/interpreter/interpreter.ts";
import { contentFacts } from "../build/content-facts.ts";
import { preparedMaps } from "./prepared-maps.ts";
import { loadSelftest, SelftestRunner } from "./run-selftest.ts";
import type { FileJob, WorkerNews, WorkerStart } from "./worker-messages.ts";

const { content, testModule } = workerData as WorkerStart;
const { facts } = contentFacts(content);
const interpreter = await Interpreter.load();
const runner = new SelftestRunner((program) => interpreter.prepare(program));
const tell = (news: WorkerNews) => parentPort?.postMessage(news);

function run({ file, object, done }: FileJob): void {
  const maps = preparedMaps[file];
  const selftest = { ...loadSelftest(object, `${file}.o`, facts, testModule), ...(maps && { maps }) };
  for (const program of selftest.tests.keys()) {
    if (done.includes(program)) continue;
    tell({ kind: "running", program });
    const result = runner.run(selftest, program);
    if (result) tell({ kind: "result", result });
  }
  const { needsTestModule, unloaded } = selftest;
  tell({ kind: "end", needsTestModule, ...(unloaded !== undefined && { unloaded }) });
}

parentPort?.on("message", run);
tell({ kind: "ready" });
