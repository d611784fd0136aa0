import pc from "picocolors";
import { visibleText } from "../../core/diagnostics/visible-text.ts";
import { counted } from "../../core/words/counted.ts";

const CONTEXT_LINES = 1;
/** A part of more lines than this that changed is counted instead. */
const MOST_LINES = 400;

/** A line of a comparison: kept, taken out or put in. */
interface Line {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/** The longest common subsequence of what stands between equal starts and ends, by the usual table. */
function compareLines(before: readonly string[], after: readonly string[]): Line[] {
  const table = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  const lengthAt = (left: number, right: number) => table[left]?.[right] ?? 0;
  for (let left = before.length - 1; left >= 0; left--) {
    for (let right = after.length - 1; right >= 0; right--) {
      const row = table[left];
      if (!row) continue;
      const isSame = before[left] === after[right];
      row[right] = isSame
        ? lengthAt(left + 1, right + 1) + 1
        : Math.max(lengthAt(left + 1, right), lengthAt(left, right + 1));
    }
  }
  const lines: Line[] = [];
  let [left, right] = [0, 0];
  while (left < before.length || right < after.length) {
    const [old = "", next = ""] = [before[left], after[right]];
    const isOld = left < before.length;
    if (isOld && right < after.length && old === next) {
      lines.push({ sign: " ", text: old });
      left++;
      right++;
    } else if (isOld && (right >= after.length || lengthAt(left + 1, right) >= lengthAt(left, right + 1))) {
      lines.push({ sign: "-", text: old });
      left++;
    } else {
      lines.push({ sign: "+", text: next });
      right++;
    }
  }
  return lines;
}

const linesOf = (text: string): string[] => (text === "" ? [] : text.replace(/\n$/, "").split("\n"));

/** White space at the end of a line, and a line feed that is missing, are what such a change is often about. */
const shownLine = ({ sign, text }: Line): string => {
  const end = /[ \t\r]+$/.exec(text)?.[0] ?? "";
  const marks = sign === " " ? end : end.replaceAll(" ", "·").replaceAll("\t", "→");
  return `${sign} ${visibleText(text.slice(0, text.length - end.length))}${marks.replaceAll("\r", "␍")}`.trimEnd();
};

/** What changed of a text, line by line with a line around it; what is new as a whole is counted, and ends of lines are one change. */
export function printDiff(before: string, after: string, isColoured = false): string {
  if (before.includes("\r\n") && !after.includes("\r\n")) {
    const otherwise = before.replaceAll("\r\n", "\n");
    const more = otherwise === after ? [] : [printDiff(otherwise, after, isColoured)];
    return ["  line ends: CRLF to LF", ...more].join("\n");
  }
  const [old, next] = [linesOf(before), linesOf(after)];
  if (old.length === 0) return `  + ${counted(next.length, "line")}`;
  let start = 0;
  while (start < old.length && start < next.length && old[start] === next[start]) start++;
  let end = 0;
  const shorter = Math.min(old.length, next.length) - start;
  while (end < shorter && old.at(-1 - end) === next.at(-1 - end)) end++;
  const [removed, added] = [old.slice(start, old.length - end), next.slice(start, next.length - end)];
  if (removed.length === 0 && added.length === 0) return "  the end of the last line";
  if (removed.length + added.length > MOST_LINES)
    return `  - ${counted(removed.length, "line")}\n  + ${counted(added.length, "line")}`;
  const kept = (text: string): Line => ({ sign: " ", text });
  const lines = [
    ...old.slice(Math.max(0, start - CONTEXT_LINES), start).map(kept),
    ...compareLines(removed, added),
    ...old.slice(old.length - end, old.length - end + CONTEXT_LINES).map(kept),
  ];
  return withoutDistant(lines)
    .map((line) => (line === undefined ? "  ⋯" : `  ${paint(line, isColoured)}`))
    .join("\n");
}

function paint(line: Line, isColoured: boolean): string {
  const text = shownLine(line);
  if (!isColoured || line.sign === " ") return text;
  return line.sign === "-" ? pc.red(text) : pc.green(text);
}

/** Undefined stands for kept lines that have no change beside them. */
function withoutDistant(lines: readonly Line[]): (Line | undefined)[] {
  const isNear = (index: number) =>
    lines.slice(Math.max(0, index - CONTEXT_LINES), index + CONTEXT_LINES + 1).some(({ sign }) => sign !== " ");
  const shown = lines.map((line, index) => (isNear(index) ? line : undefined));
  return shown.filter((line, index) => line !== undefined || shown[index - 1] !== undefined);
}
