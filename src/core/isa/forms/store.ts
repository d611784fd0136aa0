import { classes, classOf, modes, sizeOf } from "../encoding.ts";
import { defineForm, invalid } from "../form.ts";
import { memorySizes } from "../operations/sizes.ts";
import { instructionPattern, parseImmediate, parseOffset, printAddress, printNumber } from "../syntax.ts";

const place = `* ( {|${memorySizes.map((size) => size.unsigned).join(" ")}} * ) ( {A} )`;
const registerPattern = instructionPattern(`${place} = {Q}`);
const immediatePattern = instructionPattern(`${place} = {N}`);

export const storeForm = defineForm({
  opcodes: memorySizes.flatMap(({ code }) => [classes.ST | modes.MEM | code, classes.STX | modes.MEM | code]),
  describe({ opcode, src, imm }) {
    const size = memorySizes.find(({ code }) => code === sizeOf(opcode));
    const operand = classOf(opcode) === classes.STX ? "register" : "immediate";
    if (!size || (operand === "register" && imm !== 0)) return invalid(`reserved immediate ${imm} in a store`);
    if (operand === "immediate" && src !== 0) return invalid(`reserved source r${src} in a store of an immediate`);
    return { kind: "store", size, operand };
  },
  print({ size, operand }, { dst, src, offset, imm }, options) {
    const letter = options.alu32 && size.bytes < 8 ? "w" : "r";
    const value = operand === "register" ? `${letter}${src}` : printNumber(imm);
    return `*(${size.unsigned} *)(${printAddress(dst, offset, options)}) = ${value}`;
  },
  parse(text) {
    const [, type, dst, displacement, ...right] = registerPattern.exec(text) ?? immediatePattern.exec(text) ?? [];
    const size = memorySizes.find((each) => each.unsigned === type);
    const offset = parseOffset(displacement);
    if (!size || offset === undefined) return undefined;
    const fields = { dst: Number(dst), offset };
    if (right.length === 2) {
      if (right[0] === "w" && size.bytes === 8) return undefined;
      return { ...fields, opcode: classes.STX | modes.MEM | size.code, src: Number(right[1]) };
    }
    const imm = parseImmediate(right[0]);
    return imm === undefined ? undefined : { ...fields, opcode: classes.ST | modes.MEM | size.code, imm };
  },
});
