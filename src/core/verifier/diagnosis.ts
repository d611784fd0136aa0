import { steadyText } from "./steady-text.ts";
import { parseVerifierLog } from "./verifier-log.ts";

/** What the verifier itself says about a refusal, beyond its message; Linux 7.3 was the first to. */
export interface Diagnosis {
  /** "Resource Lifetime Safety: Unreleased resource" */
  readonly title: string;
  readonly reason: string;
  /** Lines of C that led to the refusal, in their order, with what each did. */
  readonly path: readonly { readonly file: string; readonly line: number; readonly text: string }[];
  readonly suggestion: string;
}

const MOST_STEPS = 40;

const titleLine = /^Verification failed: (.*)$/;
const headingLine = /^(Reason|At|Causal path|Suggestion|Note):$/;
const placeLine = /^ {2}\S+ @ (?<file>[^@]*):(?<line>\d+):\d+$/;
/** The remark below a line of C, and what goes on below it. */
const remarkLine = /^\s*\|\s+\^-- (?<text>.*)$/;
const remarkRest = /^\s*\|\s+(?<text>\S.*)$/;

type Step = Diagnosis["path"][number];

function readPath(lines: readonly string[]): Step[] {
  const steps: Step[] = [];
  let place = { file: "", line: 0 };
  let open = false;
  for (const line of lines) {
    const at = placeLine.exec(line)?.groups;
    const remark = remarkLine.exec(line)?.groups?.text;
    const rest: string | undefined = open ? remarkRest.exec(line)?.groups?.text : undefined;
    if (at) place = { file: at.file ?? "", line: Number(at.line) };
    if (remark !== undefined) steps.push({ ...place, text: remark });
    const last = steps.at(-1);
    if (remark === undefined && rest !== undefined && last) {
      steps[steps.length - 1] = { ...last, text: `${last.text} ${rest}` };
    }
    open = remark !== undefined || rest !== undefined;
  }
  return steps.slice(-MOST_STEPS);
}

/** Lines of prose below their heading, as one text. */
const prose = (lines: readonly string[] = []) => lines.map((line) => line.trim()).join(" ");

/** What a log holds of it; undefined where the kernel is too old, or had nothing to add. */
export function readDiagnosis(log: string): Diagnosis | undefined {
  const lines = parseVerifierLog(log).flatMap(({ kind, whole }) => (kind === "explanation" ? [steadyText(whole)] : []));
  const title = titleLine.exec(lines[0] ?? "")?.[1];
  if (title === undefined) return undefined;
  const parts = new Map<string, string[]>();
  let heading = "";
  for (const line of lines.slice(1)) {
    heading = headingLine.exec(line)?.[1] ?? heading;
    if (!headingLine.test(line)) parts.set(heading, [...(parts.get(heading) ?? []), line]);
  }
  return {
    title,
    reason: prose(parts.get("Reason")),
    path: readPath(parts.get("Causal path") ?? []),
    suggestion: prose(parts.get("Suggestion")),
  };
}
