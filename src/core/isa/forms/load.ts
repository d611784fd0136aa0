import { classes, modeOf, modes, sizeOf } from "../encoding.ts";
import { defineForm, invalid } from "../form.ts";
import { memorySizes } from "../operations/sizes.ts";
import { instructionPattern, parseOffset, printAddress } from "../syntax.ts";

/** A sign-extending load of 8 bytes would be a plain one and does not exist. */
const signedSizes = memorySizes.filter((size) => size.bytes < 8);

const types = [...memorySizes.map((size) => size.unsigned), ...signedSizes.map((size) => size.signed)];
const pattern = instructionPattern(`{Q} = * ( {|${types.join(" ")}} * ) ( {A} )`);

export const loadForm = defineForm({
  opcodes: [
    ...memorySizes.map(({ code }) => classes.LDX | modes.MEM | code),
    ...signedSizes.map(({ code }) => classes.LDX | modes.MEMSX | code),
  ],
  describe({ opcode, imm }) {
    const size = memorySizes.find(({ code }) => code === sizeOf(opcode));
    if (!size || imm !== 0) return invalid(`reserved immediate ${imm} in a load`);
    return { kind: "load", size, signed: modeOf(opcode) === modes.MEMSX };
  },
  print({ size, signed }, { dst, src, offset }, options) {
    const letter = options.alu32 && !signed && size.bytes < 8 ? "w" : "r";
    return `${letter}${dst} = *(${signed ? size.signed : size.unsigned} *)(${printAddress(src, offset, options)})`;
  },
  parse(text) {
    const [, letter, dst, type, src, displacement] = pattern.exec(text) ?? [];
    const size = memorySizes.find((each) => each.unsigned === type || each.signed === type);
    const offset = parseOffset(displacement);
    if (!size || offset === undefined) return undefined;
    const signed = size.signed === type;
    if (letter === "w" && (signed || size.bytes === 8)) return undefined;
    const opcode = classes.LDX | (signed ? modes.MEMSX : modes.MEM) | size.code;
    return { opcode, dst: Number(dst), src: Number(src), offset };
  },
});
