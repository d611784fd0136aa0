import { slotsOf } from "./encode.ts";
import type { ParsedInstruction } from "./form.ts";
import { forms } from "./forms/forms.ts";
import type { Instruction } from "./instruction.ts";

export interface AssemblyProblem {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export interface AssembledProgram {
  readonly instructions: readonly Instruction[];
  readonly problems: readonly AssemblyProblem[];
}

interface PlacedLine {
  readonly line: number;
  readonly slot: number;
  readonly parsed: ParsedInstruction;
}

/** The parts of a text that state something: no comments (`//` or `#` to the end of the line), split at `;`. */
function* statements(text: string): Generator<{ line: number; text: string }> {
  for (const [index, raw] of text.split("\n").entries()) {
    const code = raw.replace(/(?:\/\/|#).*$/, "");
    for (const part of code.split(";")) {
      const tidy = part.trim().replace(/\s+/g, " ");
      if (tidy) yield { line: index + 1, text: tidy };
    }
  }
}

function parseInstruction(text: string): ParsedInstruction | undefined {
  for (const form of forms) {
    const parsed = form.parse(text);
    if (parsed) return parsed;
  }
  return undefined;
}

const fits = (distance: number, field: "offset" | "imm"): boolean =>
  field === "imm" || (distance >= -0x8000 && distance <= 0x7fff);

/** Fills in the fields that the text left at zero, and the distance to a label. */
function finish(
  { line, slot, parsed }: PlacedLine,
  labels: ReadonlyMap<string, number>,
): Instruction | AssemblyProblem {
  const { label, labelIn = "offset", opcode, dst = 0, src = 0, offset = 0, imm = 0, nextImm } = parsed;
  const instruction = { slot, opcode, dst, src, offset, imm, ...(nextImm === undefined ? {} : { nextImm }) };
  if (label === undefined) return instruction;
  const target = labels.get(label);
  if (target === undefined) return { line, message: `the label \`${label}\` is not defined` };
  const distance = target - slot - 1;
  if (!fits(distance, labelIn)) return { line, message: `the label \`${label}\` is too far away; gotol reaches it` };
  return { ...instruction, [labelIn]: distance };
}

/**
 * Assembles LLVM's BPF syntax, one instruction a line, with `name:` for labels. Every line that can't be read is a
 * problem; the others are assembled.
 */
export function assemble(text: string): AssembledProgram {
  const labels = new Map<string, number>();
  const placed: PlacedLine[] = [];
  const problems: AssemblyProblem[] = [];
  let slot = 0;
  for (const statement of statements(text)) {
    const [, label, rest] = /^([A-Za-z_.$][\w.$]*):(.*)$/.exec(statement.text) ?? [
      undefined,
      undefined,
      statement.text,
    ];
    if (label !== undefined) {
      if (labels.has(label))
        problems.push({ line: statement.line, message: `the label \`${label}\` is defined twice` });
      labels.set(label, slot);
    }
    const code = (rest ?? "").trim();
    if (!code) continue;
    const parsed = parseInstruction(code);
    if (!parsed) {
      problems.push({ line: statement.line, message: `\`${code}\` is not an instruction` });
      continue;
    }
    placed.push({ line: statement.line, slot, parsed });
    slot += slotsOf(parsed);
  }
  const finished = placed.map((line) => finish(line, labels));
  return {
    instructions: finished.filter((each) => "opcode" in each),
    problems: [...problems, ...finished.filter((each) => "message" in each)],
  };
}
