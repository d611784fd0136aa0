import type { Scenario } from "../../core/spec/example-spec.ts";
import type { LinuxRecord, RecordedKernel, RecordedRefusal, RecordedRun } from "../../core/spec/record.ts";
import { condenseLog } from "../../core/verifier/condense-log.ts";
import { readDiagnosis } from "../../core/verifier/diagnosis.ts";
import { findRefusal } from "../../core/verifier/refusal.ts";
import type { LinuxKernel } from "../linux/job.ts";
import type { EngineResult } from "./engine.ts";
import { upstreamVersion } from "./linux-engine.ts";
import { observe } from "./observation.ts";

function recordedRefusal(log: string, words: readonly string[]): RecordedRefusal {
  const diagnosis = readDiagnosis(log);
  return { ...findRefusal(log, words), log: condenseLog(log), ...(diagnosis && { diagnosis }) };
}

/** What is kept of a result; undefined where the run gave none. */
export function recordedRun(inputs: string, { expect }: Scenario, result: EngineResult): RecordedRun | undefined {
  switch (result.kind) {
    case "ran":
      return { result: "ran", inputs, observed: observe(result.outcome, expect) };
    case "rejected":
      return { result: "rejected", inputs, refusal: recordedRefusal(result.log, [expect.rejected ?? []].flat()) };
    case "not-run":
      return { result: "not-run", inputs, reason: result.reason };
    case "failed":
      return undefined;
  }
}

export function recordedKernel(kernel: LinuxKernel): RecordedKernel {
  const { sha256, package: from } = kernel;
  return {
    version: upstreamVersion(kernel),
    ...(from && { package: from.name, packageVersion: from.version }),
    sha256,
  };
}

export function linuxRecord(kernel: LinuxKernel, runs: ReadonlyMap<string, RecordedRun>): LinuxRecord {
  return { release: kernel.release, kernel: recordedKernel(kernel), scenarios: Object.fromEntries(runs) };
}
