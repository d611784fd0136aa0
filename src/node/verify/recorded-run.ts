import type { Scenario } from "../../core/spec/example-spec.ts";
import type { LinuxRecord, RecordedKernel, RecordedRun } from "../../core/spec/record.ts";
import { findRefusal } from "../../core/verifier/refusal.ts";
import type { LinuxKernel } from "../linux/job.ts";
import type { EngineResult } from "./engine.ts";
import { upstreamVersion } from "./linux-engine.ts";
import { observe } from "./observation.ts";

/** What is kept of a result; undefined where the run gave none. */
export function recordedRun(inputs: string, { expect }: Scenario, result: EngineResult): RecordedRun | undefined {
  switch (result.kind) {
    case "ran":
      return { result: "ran", inputs, observed: observe(result.outcome, expect) };
    case "rejected": {
      const words = [expect.rejected ?? []].flat();
      return { result: "rejected", inputs, refusal: findRefusal(result.log, words) };
    }
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
