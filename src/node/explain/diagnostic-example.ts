import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DiagnosticCode } from "../../core/diagnostics/codes.ts";

/** What an author wrote, and what is printed about it. */
export interface DiagnosticExample {
  /** The file that the finding is in, below the content folder; absent where it is long or empty, and what is printed shows the place. */
  readonly input?: { readonly path: string; readonly text: string };
  /** The finding, to the letter. */
  readonly finding: string;
}

/** Where each code's case stands, which the tests run: what is shown of a code is what they hold true. */
const cases = join("src", "core", "diagnostics", "cases");

const longestInput = 40;

/** The path at the start of a finding: `kfuncs/a.yaml:3:1: …`, `program.bpf.o+0x58: …` of what was compiled from C. */
const pathOf = (finding: string): string =>
  (/^([^:\s]+?)(\+0x[0-9a-f]+|:\d+:\d+):/.exec(finding)?.[1] ?? "").replace(/^content\//, "").replace(/\.o$/, ".c");

function readInput(folder: string, finding: string): DiagnosticExample["input"] {
  const path = pathOf(finding);
  const file = join(folder, path);
  if (path === "" || !/\.(ya?ml|md|c|h|txt)$/.test(path) || !existsSync(file)) return undefined;
  const text = readFileSync(file, "utf8");
  return text.trim() === "" || text.split("\n").length > longestInput ? undefined : { path, text };
}

/** The example of a code. `project` is the folder of package.json. */
export function diagnosticExample(project: string, code: DiagnosticCode): DiagnosticExample {
  const folder = join(project, cases, code);
  const findings = readFileSync(join(folder, "expected.txt"), "utf8").trimEnd().split("\n\n");
  const finding = findings.find((each) => each.split("\n")[0]?.includes(`[${code}]`)) ?? "";
  const input = readInput(folder, finding);
  return { ...(input && { input }), finding };
}
