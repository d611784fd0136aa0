import type { RecordedRefusal } from "../../core/spec/record.ts";
import { type ListedGroup, type ListedLine, listLog } from "../../core/verifier/log-listing.ts";
import { counted } from "../../core/words/counted.ts";

export interface LogLineView {
  readonly kind: ListedLine["kind"];
  /** Of an instruction. */
  readonly slot?: number;
  readonly text: string;
  /** What the verifier knows after the instruction. */
  readonly state?: string;
  /** The message for which the program is refused. */
  readonly decisive?: true;
}

/** A line of C with what the verifier wrote about it. */
export interface LogGroupView {
  readonly source?: { readonly line: number; readonly text: string };
  readonly lines: readonly LogLineView[];
  /** Where the verifier stopped. */
  readonly decisive: boolean;
}

export interface LogView {
  readonly title: string;
  /** The end of what the verifier wrote about the line of C that it stopped in: what it last knew, and why it refuses. */
  readonly decisive?: LogGroupView;
  /** What is missing before the first line; absent where nothing is. */
  readonly omitted?: string;
  readonly groups: readonly LogGroupView[];
}

/** Lines before the decisive message that are shown with it. */
const LINES_BEFORE = 4;

function lineView(line: ListedLine, decisive: string | undefined): LogLineView {
  return line.kind === "message" && line.text === decisive ? { ...line, decisive: true } : line;
}

function groupView({ source, lines }: ListedGroup, decisive: string | undefined): LogGroupView {
  const views = lines.map((line) => lineView(line, decisive));
  return {
    ...(source && { source: { line: source.line, text: source.text } }),
    lines: views,
    decisive: views.some((view) => view.decisive),
  };
}

/** A group up to the message that decides, without its beginning where that is long. */
function endOf(group: LogGroupView): LogGroupView {
  const end = group.lines.findIndex(({ decisive }) => decisive);
  return { ...group, lines: group.lines.slice(Math.max(0, end - LINES_BEFORE), end + 1) };
}

/** A refusal's log against the C that it is about; undefined where it is not on record. */
export function logView({ log, messages }: RecordedRefusal, kernel: string): LogView | undefined {
  if (!log) return undefined;
  const groups = listLog(log.lines).map((group) => groupView(group, messages[0]));
  const stopped = groups.find(({ decisive }) => decisive);
  const instructions = groups.flatMap(({ lines }) => lines.filter(({ kind }) => kind === "instruction")).length;
  const places = new Set(groups.flatMap(({ source }) => (source ? [source.line] : []))).size;
  return {
    title: `The log of ${kernel}: ${counted(instructions, "instruction")} of ${counted(places, "line")} of C`,
    ...(stopped && { decisive: endOf(stopped) }),
    ...(log.omitted !== undefined && { omitted: `${counted(log.omitted, "line")} before these are left out.` }),
    groups,
  };
}
