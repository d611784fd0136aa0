import { counted } from "../../core/words/counted.ts";
import { kfdocCommand } from "../../core/words/kfdoc-command.ts";
import type { KernelChange } from "./find-changes.ts";

function factLines({ facts }: KernelChange): string[] {
  if (!facts) return [];
  if (facts.length === 0) return ["No kfunc changed."];
  const kfuncs = [...new Set(facts.map(({ kfunc }) => kfunc))];
  return [
    `### ${counted(kfuncs.length, "kfunc")} changed`,
    kfuncs
      .map((kfunc) => {
        const lines = facts.filter((each) => each.kfunc === kfunc).map(({ line }) => line);
        return `- \`${kfunc}\` ${lines.join("; ")}`;
      })
      .join("\n"),
  ];
}

function runLines({ runs }: KernelChange): string[] {
  if (!runs || runs.compared === 0) return [];
  const { changes, compared } = runs;
  if (changes.length === 0) return [`${counted(compared, "scenario")} ran in both kernels and gave the same.`];
  return [
    `### ${changes.length} of ${counted(compared, "scenario")} gave something else`,
    changes.map(({ key, lines }) => [`- \`${key}\``, ...lines.map((line) => `  - ${line}`)].join("\n")).join("\n"),
  ];
}

/** Where the kernel stands in the content: in the place of another build, or beside the release before. */
function titleOf({ release, before, after }: KernelChange): string {
  const isSameRelease = before === release || before.startsWith(`${release}.`);
  return isSameRelease
    ? `## Linux ${release}: ${after} in place of ${before}`
    : `## Linux ${release} is new: ${after}, compared with ${before}`;
}

const next = `\`${kfdocCommand("check")}\` tells which specs and expectations no longer hold, and \`${kfdocCommand("verify EXAMPLE")}\` runs one example in the newest kernel again.`;

/** What kernels do otherwise, as Markdown: the text of an issue. Empty where no kernel is another one than before. */
export const printChanges = (changes: readonly KernelChange[]): string =>
  changes.length === 0
    ? ""
    : [...changes.flatMap((each) => [titleOf(each), ...factLines(each), ...runLines(each)]), next].join("\n\n");
