import { classes, modeOf, modes, sizeOf } from "../encoding.ts";
import { defineForm, invalid } from "../form.ts";
import { memorySizes } from "../operations/sizes.ts";
import { instructionPattern, parseImmediate, printAddress, printNumber } from "../syntax.ts";

const packetSizes = memorySizes.filter((size) => size.bytes < 8);
const types = `{|${packetSizes.map((size) => size.unsigned).join(" ")}}`;
const absolutePattern = instructionPattern(`r0 = * ( ${types} * )skb[{N}]`);
const indirectPattern = instructionPattern(`r0 = * ( ${types} * )skb[{A}]`);

export const loadPacketForm = defineForm({
  opcodes: packetSizes.flatMap(({ code }) => [modes.ABS, modes.IND].map((mode) => classes.LD | mode | code)),
  describe({ opcode, dst, src, offset }) {
    const size = packetSizes.find(({ code }) => code === sizeOf(opcode));
    const indirect = modeOf(opcode) === modes.IND;
    if (!size || dst !== 0 || offset !== 0 || (!indirect && src !== 0)) {
      return invalid("reserved fields in a packet load are not zero");
    }
    return { kind: "load-packet", size, indirect };
  },
  print({ size, indirect }, { src, imm }, options) {
    const register = options.exact && imm !== 0 ? printAddress(src, imm, options) : `r${src}`;
    return `r0 = *(${size.unsigned} *)skb[${indirect ? register : printNumber(imm)}]`;
  },
  parse(text) {
    const [, type, ...place] = absolutePattern.exec(text) ?? indirectPattern.exec(text) ?? [];
    const size = packetSizes.find((each) => each.unsigned === type);
    const imm = parseImmediate(place.at(-1) || "0");
    if (!size || imm === undefined) return undefined;
    const indirect = place.length === 2;
    const opcode = classes.LD | (indirect ? modes.IND : modes.ABS) | size.code;
    return { opcode, src: indirect ? Number(place[0]) : 0, imm };
  },
});
