import { classes, classOf } from "../encoding.ts";
import { defineForm, invalid } from "../form.ts";
import { instructionPattern } from "../syntax.ts";

const NEG = 0x80;
const pattern = instructionPattern("{Q} = - {Q}");

export const negateForm = defineForm({
  opcodes: [classes.ALU | NEG, classes.ALU64 | NEG],
  describe({ opcode, src, offset, imm }) {
    if (src !== 0 || offset !== 0 || imm !== 0) return invalid("reserved fields in neg are not zero");
    return { kind: "negate", width: classOf(opcode) === classes.ALU ? 32 : 64 };
  },
  print({ width }, { dst }) {
    const register = `${width === 32 ? "w" : "r"}${dst}`;
    return `${register} = -${register}`;
  },
  parse(text) {
    const [, letter, dst, sourceLetter, src] = pattern.exec(text) ?? [];
    if (letter === undefined || letter !== sourceLetter || dst !== src) return undefined;
    return { opcode: NEG | (letter === "w" ? classes.ALU : classes.ALU64), dst: Number(dst) };
  },
});
