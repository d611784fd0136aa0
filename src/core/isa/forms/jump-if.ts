import { classes, classOf, codeOf, sourceOf, sources } from "../encoding.ts";
import { defineForm, invalid } from "../form.ts";
import { conditions } from "../operations/conditions.ts";
import { instructionPattern, parseImmediate, parseTarget, printJump, printNumber } from "../syntax.ts";

const symbols = `{|${conditions.map((row) => row.symbol).join(" ")}}`;
const registerPattern = instructionPattern(`if {Q} ${symbols} {Q} goto {T}`);
const immediatePattern = instructionPattern(`if {Q} ${symbols} {N} goto {T}`);

export const jumpIfForm = defineForm({
  opcodes: conditions.flatMap(({ code }) =>
    [classes.JMP, classes.JMP32].flatMap((family) => [family | code | sources.K, family | code | sources.X]),
  ),
  describe({ opcode, src, imm }) {
    const row = conditions.find(({ code }) => code === codeOf(opcode));
    const operand = sourceOf(opcode) === sources.X ? "register" : "immediate";
    if (!row || (operand === "register" && imm !== 0))
      return invalid(`reserved immediate ${imm} in a conditional jump`);
    if (operand === "immediate" && src !== 0) return invalid(`reserved source r${src} in a jump on an immediate`);
    return { kind: "jump-if", row, width: classOf(opcode) === classes.JMP32 ? 32 : 64, operand };
  },
  print({ row, width, operand }, instruction, options) {
    const letter = width === 32 ? "w" : "r";
    const right = operand === "register" ? `${letter}${instruction.src}` : printNumber(instruction.imm);
    const target = printJump(instruction, instruction.offset, options);
    return `if ${letter}${instruction.dst} ${row.symbol} ${right} goto ${target}`;
  },
  parse(text) {
    const match = registerPattern.exec(text) ?? immediatePattern.exec(text) ?? [];
    const [, letter, dst, symbol, ...right] = match;
    const row = conditions.find((each) => each.symbol === symbol);
    const target = parseTarget(right.pop() ?? "", "offset");
    if (!row || !target) return undefined;
    const opcode = (letter === "w" ? classes.JMP32 : classes.JMP) | row.code;
    if (right.length === 2) {
      if (right[0] !== letter) return undefined;
      return { opcode: opcode | sources.X, dst: Number(dst), src: Number(right[1]), ...target };
    }
    const imm = parseImmediate(right[0]);
    return imm === undefined ? undefined : { opcode: opcode | sources.K, dst: Number(dst), imm, ...target };
  },
});
