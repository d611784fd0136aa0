import type { Btf } from "../../core/btf/btf.ts";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { errorAt } from "../../core/diagnostics/error-at.ts";
import type { LinuxRecord, RecordedRun } from "../../core/spec/record.ts";
import type { LinuxKernel } from "../linux/job.ts";
import type { LinuxRun } from "./compare-engines.ts";
import type { Engine, EngineResult } from "./engine.ts";
import { inputsKey } from "./inputs-key.ts";
import { judgeAlone } from "./judge-alone.ts";
import { judgeEngines } from "./judge-engines.ts";
import type { PlannedRun } from "./plan-runs.ts";
import { linuxRecord, recordedRun } from "./recorded-run.ts";

/** How a scenario ended in both engines together; `alone` where the emulator can't do it and Linux does what is expected. */
export type Standing = "agrees" | "rejected" | "alone" | "differs" | "failed" | "not-run";

export interface StandingOfRun {
  readonly key: string;
  readonly standing: Standing;
  /** Of `not-run` and `failed`. */
  readonly reason?: string;
  /** Kfunc calls could not be seen, so that only the rest was compared. */
  readonly callsUnseen: boolean;
}

/** What is told of a kernel, and kept. */
export interface KernelSummary {
  readonly kernel: Pick<LinuxKernel, "package">;
  readonly name: string;
  readonly standings: readonly StandingOfRun[];
  readonly record: LinuxRecord;
  readonly seconds: number;
}

export interface KernelReport extends KernelSummary {
  readonly kernel: LinuxKernel;
  /** What the engine handed back, in the order of the runs. */
  readonly results: readonly EngineResult[];
  readonly diagnostics: readonly Diagnostic[];
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

/** What differs from the emulator or, where that can't do the scenario, from what the scenario expects. */
function compare({ variant, index }: PlannedRun, name: string, run: LinuxRun, emulated: EngineResult, btf: Btf) {
  const { spec } = variant.example;
  if (!spec) return [];
  if (emulated.kind === "ran") return judgeEngines(spec, index, name, run, emulated.outcome);
  const gap = "reason" in emulated ? emulated.reason : "it gave no answer";
  return judgeAlone(spec, index, gap, [{ name, run }], btf);
}

function standingOf(recorded: LinuxRun, emulated: EngineResult): Standing {
  if (emulated.kind !== "ran") return "alone";
  return recorded.result === "rejected" ? "rejected" : "agrees";
}

function judge(run: PlannedRun, engine: Engine, linux: EngineResult, emulated: EngineResult, btf: Btf): Judged {
  const { key, variant, scenario } = run;
  const callsUnseen = linux.kind === "ran" && (linux.outcome.unobserved?.includes("calls") ?? false);
  const of = { key, callsUnseen, diagnostics: [] };
  if (linux.kind === "failed") {
    return { ...of, standing: "failed", reason: linux.reason, diagnostics: failure(run, engine, linux) };
  }
  const recorded = recordedRun(inputsKey(variant.example, scenario), scenario, linux);
  if (!recorded) return { ...of, standing: "failed" };
  if (recorded.result === "not-run") return { ...of, standing: "not-run", reason: recorded.reason, recorded };
  const diagnostics = compare(run, engine.name, recorded, emulated, btf);
  const standing = diagnostics.length > 0 ? "differs" : standingOf(recorded, emulated);
  return { ...of, standing, diagnostics, recorded };
}

/**
 * Runs everything on one kernel and holds it against what the emulator did or, where that can't, against what is expected.
 * `btf`, of the newest kernel, tells the enumerators that an expectation may name.
 */
export async function verifyKernel(
  kernel: LinuxKernel,
  engine: Engine,
  runs: readonly PlannedRun[],
  emulated: readonly EngineResult[],
  btf: Btf,
): Promise<KernelReport> {
  const started = performance.now();
  const results = await engine.run(runs);
  const none: EngineResult = { kind: "failed", reason: "The engine gave no answer" };
  const judged = runs.map((run, index) => judge(run, engine, results[index] ?? none, emulated[index] ?? none, btf));
  const recorded = judged.flatMap(({ key, recorded }) => (recorded ? [[key, recorded] as const] : []));
  return {
    kernel,
    name: engine.name,
    standings: judged.map(({ diagnostics: _, recorded: __, ...standing }) => standing),
    results,
    diagnostics: judged.flatMap(({ diagnostics }) => diagnostics),
    record: linuxRecord(kernel, new Map(recorded)),
    seconds: (performance.now() - started) / 1000,
  };
}
