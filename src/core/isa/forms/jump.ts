import { classes, classOf, sources } from "../encoding.ts";
import { defineForm, invalid } from "../form.ts";
import { instructionPattern, parseTarget, printJump } from "../syntax.ts";

const JA = 0x00;
const JCOND = 0xe0;

const nearPattern = instructionPattern("goto {T}");
const farPattern = instructionPattern("gotol {T}");

export const jumpForm = defineForm({
  opcodes: [classes.JMP | JA, classes.JMP32 | JA],
  describe({ opcode, dst, src, offset, imm }) {
    const far = classOf(opcode) === classes.JMP32;
    if (dst !== 0 || src !== 0 || (far ? offset : imm) !== 0) return invalid("reserved fields in a jump are not zero");
    return { kind: "jump", far };
  },
  print: ({ far }, instruction, options) =>
    far
      ? `gotol ${printJump(instruction, instruction.imm, options)}`
      : `goto ${printJump(instruction, instruction.offset, options)}`,
  parse(text) {
    const near = parseTarget(nearPattern.exec(text)?.[1] ?? "-", "offset");
    if (near) return { opcode: classes.JMP | JA, ...near };
    const far = parseTarget(farPattern.exec(text)?.[1] ?? "-", "imm");
    return far && { opcode: classes.JMP32 | JA, ...far };
  },
});

const indirectPattern = instructionPattern("gotox {R}");

export const jumpIndirectForm = defineForm({
  opcodes: [classes.JMP | JA | sources.X],
  describe({ src, offset, imm }) {
    if (src !== 0 || offset !== 0 || imm !== 0) return invalid("reserved fields in gotox are not zero");
    return { kind: "jump-indirect" };
  },
  print: (_operation, { dst }) => `gotox r${dst}`,
  parse(text) {
    const [, dst] = indirectPattern.exec(text) ?? [];
    return dst === undefined ? undefined : { opcode: classes.JMP | JA | sources.X, dst: Number(dst) };
  },
});

const mayGotoPattern = instructionPattern("may_goto {T}");

export const mayGotoForm = defineForm({
  opcodes: [classes.JMP | JCOND],
  describe({ dst, src, imm }) {
    if (dst !== 0 || src !== 0 || imm !== 0) return invalid("reserved fields in may_goto are not zero");
    return { kind: "may-goto" };
  },
  print: (_operation, instruction, options) => `may_goto ${printJump(instruction, instruction.offset, options)}`,
  parse(text) {
    const target = parseTarget(mayGotoPattern.exec(text)?.[1] ?? "-", "offset");
    return target && { opcode: classes.JMP | JCOND, ...target };
  },
});
