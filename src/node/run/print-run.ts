import { printOutcome } from "../../core/emulator/print/print-outcome.ts";
import { printTrace } from "../../core/emulator/print/print-trace.ts";
import type { EngineResult } from "../verify/engine.ts";
import type { EngineAnswer, RunRecord } from "./run-report.ts";

const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

const nonEmpty = (text: string): string[] => text.split("\n").filter((line) => line.trim() !== "");

function printResult(result: EngineResult, withTrace: boolean): string[] {
  switch (result.kind) {
    case "ran":
      return [...(withTrace ? printTrace(result.outcome.timeline) : []), ...printOutcome(result.outcome)];
    case "rejected":
      return ["rejected by the verifier:", ...indent(nonEmpty(result.log))];
    case "not-run":
      return [`not run: ${result.reason}`];
    case "failed":
      return [
        `failed: ${result.reason}`,
        ...indent([...nonEmpty(result.log ?? ""), ...(result.help ? [result.help] : [])]),
      ];
  }
}

const printAnswer = ({ engine, result }: EngineAnswer, withTrace: boolean): string[] => [
  `${engine}:`,
  ...indent(printResult(result, withTrace)),
];

function printVerdict({ meetsExpectation, isWritten }: RunRecord): string[] {
  if (meetsExpectation === undefined) return [];
  if (isWritten) return ["not what the scenario expected: what was observed is written in its place"];
  return [meetsExpectation ? "as expected" : "not what the scenario expects"];
}

/** What each engine did with a scenario; the trace is the emulator's, for no other records steps. */
export function printRun(run: RunRecord, withTrace: boolean): string {
  const { key, summary, answers } = run;
  const heading = summary === undefined ? key : `${key}: ${summary}`;
  const lines = answers.flatMap((answer) => printAnswer(answer, withTrace));
  return [heading, ...indent([...lines, ...printVerdict(run)])].join("\n");
}

/** Runs for other programs: an array of what each engine did, without the steps unless they are asked for. */
export function runsAsJson(runs: readonly RunRecord[], withTrace: boolean): string {
  return JSON.stringify(runs, (key, value) => (key === "timeline" && !withTrace ? undefined : value), 2);
}
