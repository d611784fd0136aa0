import { plural } from "../reports/print-report.ts";
import type { KernelChange } from "./find-changes.ts";

function factLines({ facts }: KernelChange): string[] {
  if (!facts) return [];
  if (facts.length === 0) return ["Kfuncs: nothing changed."];
  const kfuncs = [...new Set(facts.map(({ kfunc }) => kfunc))];
  return [
    `### ${plural(kfuncs.length, "kfunc")} changed`,
    kfuncs
      .map((kfunc) => {
        const lines = facts.filter((each) => each.kfunc === kfunc).map(({ line }) => line);
        return `- \`${kfunc}\`: ${lines.join("; ")}`;
      })
      .join("\n"),
  ];
}

function runLines({ runs }: KernelChange): string[] {
  if (!runs || runs.compared === 0) return [];
  const { changes, compared } = runs;
  const asked = `Of ${plural(compared, "scenario")} that both kernels were asked`;
  if (changes.length === 0) return [`${asked}, none ended otherwise.`];
  return [
    `### ${plural(changes.length, "scenario")} changed`,
    `${asked}, these ended otherwise:`,
    changes.map(({ key, lines }) => [`- \`${key}\``, ...lines.map((line) => `  - ${line}`)].join("\n")).join("\n"),
  ];
}

/** What kernels do otherwise, as Markdown: the text of an issue. Empty where no kernel is another one than before. */
export const printChanges = (changes: readonly KernelChange[]): string =>
  changes
    .map((change) => {
      const title = `## Linux ${change.release}: ${change.after} instead of ${change.before}`;
      return [title, ...factLines(change), ...runLines(change)].join("\n\n");
    })
    .join("\n\n");
