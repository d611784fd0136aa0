import { defineForm, invalid } from "../form.ts";
import { byteSwaps, swapWidths } from "../operations/byte-swaps.ts";
import { instructionPattern } from "../syntax.ts";

const names = byteSwaps.flatMap(({ name }) => swapWidths.map((bits) => `${name}${bits}`));
const pattern = instructionPattern(`{R} = {|${names.join(" ")}} {R}`);

export const byteSwapForm = defineForm({
  opcodes: byteSwaps.map((row) => row.opcode),
  describe({ opcode, src, offset, imm }) {
    const row = byteSwaps.find((each) => each.opcode === opcode);
    if (!row || src !== 0 || offset !== 0) return invalid("reserved fields in a byte swap are not zero");
    if (!swapWidths.includes(imm)) return invalid(`a byte swap of ${imm} bits; 16, 32 and 64 exist`);
    return { kind: "byte-swap", row };
  },
  print: ({ row }, { dst, imm }) => `r${dst} = ${row.name}${imm} r${dst}`,
  parse(text) {
    const [, dst, name, src] = pattern.exec(text) ?? [];
    const row = byteSwaps.find((each) => name?.startsWith(each.name));
    if (!row || name === undefined || dst !== src) return undefined;
    return { opcode: row.opcode, dst: Number(dst), imm: Number(name.slice(row.name.length)) };
  },
});
