import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { errorAt } from "../../core/diagnostics/error-at.ts";
import type { LinuxRecord, RecordedRun } from "../../core/spec/record.ts";
import type { LinuxKernel } from "../linux/job.ts";
import type { Engine, EngineResult } from "./engine.ts";
import { inputsKey } from "./inputs-key.ts";
import { judgeEngines } from "./judge-engines.ts";
import type { PlannedRun } from "./plan-runs.ts";
import { linuxRecord, recordedRun } from "./recorded-run.ts";

/** How a scenario ended in both engines together. */
export type Standing = "agrees" | "rejected" | "differs" | "failed" | "not-run";

export interface StandingOfRun {
  readonly key: string;
  readonly standing: Standing;
  /** Of `not-run` and `failed`. */
  readonly reason?: string;
  /** Kfunc calls could not be seen, so that only the rest was compared. */
  readonly callsUnseen: boolean;
}

export interface KernelReport {
  readonly kernel: LinuxKernel;
  readonly name: string;
  readonly standings: readonly StandingOfRun[];
  readonly diagnostics: readonly Diagnostic[];
  readonly record: LinuxRecord;
  readonly seconds: number;
}

const LOG_LINES = 12;

type Failed = Extract<EngineResult, { kind: "failed" }>;

function failure({ variant, index, scenario }: PlannedRun, engine: Engine, failed: Failed): Diagnostic[] {
  const { reason, log = "", help = "Mend the scenario or its example." } = failed;
  const { spec } = variant.example;
  if (!spec) return [];
  const lines = log.split("\n").filter((line) => line.trim() !== "");
  const message = `${scenario.name}: no outcome came back from ${engine.name}`;
  return [
    errorAt(spec.spanOf(["scenarios", index, "name"]), "verify/failed", message, {
      notes: [{ message: reason }, ...lines.slice(-LOG_LINES).map((line) => ({ message: line }))],
      help,
    }),
  ];
}

interface Judged extends StandingOfRun {
  readonly diagnostics: readonly Diagnostic[];
  readonly recorded?: RecordedRun;
}

function judge(run: PlannedRun, engine: Engine, linux: EngineResult, emulated: EngineResult): Judged {
  const { key, variant, scenario, index } = run;
  const callsUnseen = linux.kind === "ran" && (linux.outcome.unobserved?.includes("calls") ?? false);
  const of = { key, callsUnseen, diagnostics: [] };
  if (linux.kind === "failed") {
    return { ...of, standing: "failed", reason: linux.reason, diagnostics: failure(run, engine, linux) };
  }
  const recorded = recordedRun(inputsKey(variant.example, scenario), scenario, linux);
  if (!recorded) return { ...of, standing: "failed" };
  if (recorded.result === "not-run") return { ...of, standing: "not-run", reason: recorded.reason, recorded };
  if (emulated.kind !== "ran") {
    const reason = "reason" in emulated ? `the emulator: ${emulated.reason}` : "the emulator did not run it";
    return { ...of, standing: "not-run", reason, recorded };
  }
  const { spec } = variant.example;
  const diagnostics = spec ? judgeEngines(spec, index, engine.name, recorded, emulated.outcome) : [];
  const agrees = recorded.result === "rejected" ? "rejected" : "agrees";
  return { ...of, standing: diagnostics.length > 0 ? "differs" : agrees, diagnostics, recorded };
}

/** Runs everything on one kernel and holds it against what the emulator did. */
export async function verifyKernel(
  kernel: LinuxKernel,
  engine: Engine,
  runs: readonly PlannedRun[],
  emulated: readonly EngineResult[],
): Promise<KernelReport> {
  const started = performance.now();
  const results = await engine.run(runs);
  const none: EngineResult = { kind: "failed", reason: "The engine gave no answer" };
  const judged = runs.map((run, index) => judge(run, engine, results[index] ?? none, emulated[index] ?? none));
  const recorded = judged.flatMap(({ key, recorded }) => (recorded ? [[key, recorded] as const] : []));
  return {
    kernel,
    name: engine.name,
    standings: judged.map(({ diagnostics: _, recorded: __, ...standing }) => standing),
    diagnostics: judged.flatMap(({ diagnostics }) => diagnostics),
    record: linuxRecord(kernel, new Map(recorded)),
    seconds: (performance.now() - started) / 1000,
  };
}
