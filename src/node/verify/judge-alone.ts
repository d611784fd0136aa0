import type { Btf } from "../../core/btf/btf.ts";
import type { Diagnostic, Note } from "../../core/diagnostics/diagnostic.ts";
import { errorAt } from "../../core/diagnostics/error-at.ts";
import type { Mismatch } from "../../core/emulator/compare/mismatch.ts";
import type { ExampleSpec } from "../../core/spec/example-spec.ts";
import type { ParsedFile } from "../../core/spec/parsed-file.ts";
import { tellMismatch } from "../build/judge-outcome.ts";
import { compareAlone, expectedFault, neverSeen } from "./compare-alone.ts";
import type { LinuxRun } from "./compare-engines.ts";

/** What one Linux made of a scenario. */
export interface NamedRun {
  /** "Linux 7.3.4" */
  readonly name: string;
  readonly run: LinuxRun;
}

/** Each difference once, with the kernels that show it; the newest first. */
function byMismatch(found: readonly { readonly name: string; readonly mismatch: Mismatch }[]) {
  const groups = new Map<string, { mismatch: Mismatch; names: string[] }>();
  for (const { name, mismatch } of found) {
    const key = JSON.stringify(mismatch);
    const group = groups.get(key) ?? { mismatch, names: [] };
    group.names.push(name);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Holds what Linux did against what a scenario expects, where the emulator can't do the scenario. */
export function judgeAlone(
  spec: ParsedFile<ExampleSpec>,
  index: number,
  gap: string,
  linux: readonly NamedRun[],
  btf: Btf,
): Diagnostic[] {
  const scenario = spec.value.scenarios[index];
  if (!scenario) return [];
  const emulator: Note = { message: `the emulator did not run it: ${gap}` };
  const compared = linux.flatMap(({ name, run }) =>
    compareAlone(scenario, run, btf).map((mismatch) => ({ name, mismatch })),
  );
  const unseen = neverSeen(
    scenario,
    linux.map(({ run }) => run),
  );
  return [
    ...byMismatch(compared).map(({ mismatch, names }) =>
      tellMismatch(spec, index, mismatch, btf, [{ message: `seen in ${names.join(", ")}` }, emulator]),
    ),
    ...[...unseen, ...expectedFault(scenario)].map((mismatch) => tellMismatch(spec, index, mismatch, btf, [emulator])),
  ];
}

/** What to do about a scenario that nothing vouches for. */
const help =
  "Run it in Linux and put that on record: `npm run verify -- --update-record`; or give the emulator a model, as CONTRIBUTING.md describes.";

/** A scenario that the emulator can't do and of which no record stands; `why` is a sentence for each record. */
export function unvouched(
  spec: ParsedFile<ExampleSpec>,
  index: number,
  gap: string,
  why: readonly string[],
): Diagnostic {
  const place = spec.spanOf(["scenarios", index, "name"]);
  const name = spec.value.scenarios[index]?.name ?? "";
  return errorAt(place, "run/unvouched", `${name}: No engine vouches for this scenario`, {
    notes: [{ message: `the emulator: ${gap}` }, ...why.map((message) => ({ message }))],
    help,
  });
}
