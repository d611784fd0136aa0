import { parentPort, workerData } from "node:worker_threads";
import { Interpreter } from "../../core/vm/interpreter/interpreter.ts";
import { loadSelftest, SelftestRunner } from "./run-selftest.ts";
import { selftestFacts } from "./selftest-facts.ts";
import type { FileJob, WorkerNews } from "./worker-messages.ts";

const { facts } = selftestFacts(workerData as string);
const interpreter = await Interpreter.load();
const runner = new SelftestRunner(facts, (program) => interpreter.prepare(program));
const tell = (news: WorkerNews) => parentPort?.postMessage(news);

function run({ file, object, done }: FileJob): void {
  const selftest = loadSelftest(object, `${file}.o`, facts);
  for (const program of selftest.tests.keys()) {
    if (done.includes(program)) continue;
    tell({ kind: "running", program });
    const result = runner.run(selftest, program);
    if (result) tell({ kind: "result", result });
  }
  tell({ kind: "end", ...(selftest.unloaded !== undefined && { unloaded: selftest.unloaded }) });
}

parentPort?.on("message", run);
tell({ kind: "ready" });
