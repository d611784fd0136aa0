import { alignTable } from "../bench/table.ts";
import { countKind, countReasons, kinds } from "./count-results.ts";
import { endings, type FileResult, type ProgramResult, type SelftestKind } from "./selftest-result.ts";

/** Reasons that fewer tests share are in the JSON only. */
const FEWEST = 3;
const REASON_COLUMNS = 100;

const headings: Readonly<Record<SelftestKind, string>> = {
  retval: "value returned",
  success: "accepted",
  failure: "refused",
};

const cut = (text: string) => (text.length > REASON_COLUMNS ? `${text.slice(0, REASON_COLUMNS - 1)}…` : text);

/** `12 of 40`: how many end as in Linux. */
function share(programs: readonly ProgramResult[], kind: SelftestKind): string {
  const { all, by } = countKind(programs, kind);
  return all === 0 ? "" : `${by.get("agrees") ?? 0} of ${all}`;
}

function mainReason({ unloaded, broken, programs }: FileResult): string {
  const [first] = countReasons(programs.filter(({ ending }) => ending !== "not for this run"));
  return cut(broken ?? unloaded ?? (first ? `${first.ending} ${first.count}: ${first.reason}` : ""));
}

function fileTable(files: readonly FileResult[]): string {
  const rows = files.map((each) => [each.file, ...kinds.map((kind) => share(each.programs, kind))]);
  const lines = alignTable([["file", ...kinds.map((kind) => headings[kind])], ...rows]).split("\n");
  const width = Math.max(...lines.map((line) => line.length));
  const reasons = ["most frequent reason", ...files.map(mainReason)];
  return lines.map((line, index) => `${line.padEnd(width)}  ${reasons[index] ?? ""}`.trimEnd()).join("\n");
}

function totals(files: readonly FileResult[]): string {
  const programs = files.flatMap((each) => each.programs);
  const counts = kinds.map((kind) => countKind(programs, kind));
  const rows = endings.map((ending) => [ending, ...counts.map(({ by }) => `${by.get(ending) ?? 0}`)]);
  return alignTable([["", ...kinds.map((kind) => headings[kind])], ...rows]);
}

function reasonLines(programs: readonly ProgramResult[]): string[] {
  return countReasons(programs)
    .filter(({ count }) => count >= FEWEST)
    .map(({ kind, ending, reason, count }) => `${String(count).padStart(5)}  ${headings[kind]}, ${ending}: ${reason}`);
}

/** Tables of all files, of how tests ended, and of the reasons. */
export function printSelftests(files: readonly FileResult[]): string {
  const programs = files.flatMap((each) => each.programs);
  const loaded = files.filter(({ unloaded, broken }) => unloaded === undefined && broken === undefined).length;
  const withModule = files.filter(({ needsTestModule, unloaded }) => needsTestModule && unloaded === undefined).length;
  const alike = programs.filter(({ isNamedAlike }) => isNamedAlike).length;
  const found = countKind(programs, "failure").by.get("agrees") ?? 0;
  return [
    fileTable(files),
    totals(files),
    reasonLines(programs).map(cut).join("\n"),
    `${loaded} of ${files.length} objects load, ${withModule} of them with kfuncs of the tests' own module. Of ${found} refused programs that break a rule here, ${alike} break the one that the verifier names.`,
  ].join("\n\n");
}

/** Every program of one file. */
export function printFile({ file, unloaded, broken, programs }: FileResult): string {
  const whole = [unloaded, broken].filter((each) => each !== undefined);
  const lines = programs.map(({ program, kind, ending, reason, detail }) => {
    const why = [reason, detail].filter((each) => each !== undefined && each !== "").join(": ");
    return `${program}: ${headings[kind]}, ${ending}${why === "" ? "" : `; ${why}`}`;
  });
  return [`${file}: ${whole.join("; ") || "loads"}`, ...lines.map((line) => `  ${line}`)].join("\n");
}
