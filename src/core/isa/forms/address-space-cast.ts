import { classes, sources } from "../encoding.ts";
import { defineForm, invalid } from "../form.ts";
import { instructionPattern, parseInteger, printNumber } from "../syntax.ts";

const MOV = 0xb0;
const opcode = classes.ALU64 | MOV | sources.X;

/** The offset that makes a register move a cast (BPF_ADDR_SPACE_CAST). */
const BPF_ADDR_SPACE_CAST = 1;

const halves = (imm: number) => ({ to: imm >>> 16, from: imm & 0xffff });

/** Linux converts between address space 1 (the arena) and 0 only. */
const isKnownCast = (imm: number): boolean => imm === 1 || imm === 0x1_0000;

const pattern = instructionPattern("{R} = addr_space_cast( {R} , {N} , {N} )");

export const addressSpaceCastForm = defineForm({
  opcodes: [opcode],
  accepts: ({ offset }) => offset === BPF_ADDR_SPACE_CAST,
  describe({ imm }) {
    if (!isKnownCast(imm)) return invalid("addr_space_cast converts between address spaces 1 and 0 only");
    return { kind: "address-space-cast" };
  },
  print(_operation, { dst, src, imm }) {
    const { to, from } = halves(imm);
    return `r${dst} = addr_space_cast(r${src}, ${printNumber(to)}, ${printNumber(from)})`;
  },
  parse(text) {
    const [, dst, src, to, from] = pattern.exec(text) ?? [];
    if (to === undefined || from === undefined) return undefined;
    const imm = Number(((parseInteger(to) ?? 0n) << 16n) | (parseInteger(from) ?? 0n));
    if (!isKnownCast(imm)) return undefined;
    return { opcode, dst: Number(dst), src: Number(src), offset: BPF_ADDR_SPACE_CAST, imm };
  },
});
