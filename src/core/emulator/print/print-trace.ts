import type { CodePlace, RegisterValue, Step, Timeline } from "../outcome.ts";

const registerText = (value: RegisterValue): string => {
  if (value === null) return "unreadable";
  const hex = value.hex.replace(/^0x0+(?=.)/, "0x");
  return value.target === undefined ? hex : `${hex} (${value.target})`;
};

const registerList = (registers: Readonly<Record<number, RegisterValue>>): string[] =>
  Object.entries(registers).map(([index, value]) => `r${index} = ${registerText(value)}`);

/** What an instruction changed, for the end of its line. */
function changes({ registers = {}, memory = [], held }: Step): string {
  const parts = [
    ...registerList(registers),
    ...memory.map(({ region, offset, hex }) => `${region}${offset < 0 ? offset : `+${offset}`} = ${hex}`),
    ...(held ? [`holds ${held.join(", ") || "nothing"}`] : []),
  ];
  return parts.length === 0 ? "" : `  ; ${parts.join("; ")}`;
}

/** In columns: instructions stand below each other up to here. */
const INSTRUCTION_WIDTH = 40;

/** Each instruction as it ran with what it changed, under the lines of C that it is from. */
export function printTrace({ code, steps, omitted }: Timeline): string[] {
  const bySlot = new Map(code.map((each) => [each.slot, each]));
  const lines: string[] = [];
  let last: CodePlace | undefined;
  for (const step of steps) {
    const { text = "", at } = bySlot.get(step.slot) ?? {};
    if (step.begins !== undefined) lines.push(`-- ${step.begins}`);
    if (step.entry) lines.push(`-- ${registerList(step.entry).join("; ")}`);
    if (at && (at.line !== last?.line || at.file !== last.file)) {
      lines.push(`${at.file.replace(/^\.\//, "")}:${at.line}: ${at.text.trim()}`);
    }
    if (at) last = at;
    const end = changes(step);
    lines.push(`  ${String(step.slot).padStart(4)}: ${end === "" ? text : text.padEnd(INSTRUCTION_WIDTH)}${end}`);
  }
  return omitted > 0 ? [...lines, `-- ${omitted} more instructions ran`] : lines;
}
