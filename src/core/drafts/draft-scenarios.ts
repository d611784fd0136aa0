import { MARKER } from "../spec/unwritten.ts";
import { kfdocCommand } from "../words/kfdoc-command.ts";
import type { DraftForm } from "./forms/form.ts";

/** The YAML of a drafted example: one scenario that runs as it stands, and what has to be written of it. */
export function printScenarios(form: DraftForm, source: string, program: string): string {
  const { expected, scenario, mayNotRun } = form;
  const runs = mayNotRun ? "any" : "non-zero";
  const lines = [
    "# yaml-language-server: $schema=../../schema/example.schema.json",
    `source: ${source}`,
    `title: "${MARKER} what the example is, in a few words"`,
    `summary: "${MARKER} what it does and why, in one or two sentences"`,
    `program: ${program}`,
    "scenarios:",
    "  - name: success",
    `    summary: "${MARKER} what this run shows, in one sentence"`,
    ...(mayNotRun ? [`    # ${MARKER} a trigger that makes the kernel run it`] : []),
    ...scenario.map((line) => `    ${line}`),
    `    # ${MARKER} hold it to what it does: ${kfdocCommand("run")} shows that, and with --update puts the values right that stand here`,
    expected === undefined
      ? `    expect: { globals: { runs: { varies: ${runs} } } }`
      : `    expect: { return: ${expected} }`,
    `  # ${MARKER} a scenario for each error, and one for the mistake that a beginner would make`,
  ];
  return `${lines.join("\n")}\n`;
}
