/**
 * What follows an opcode: `.` nothing, `m` a ModRM byte with its operand, `b` one byte, `w` two, `e` three, `z` four (two
 * after the prefix 66), `M` ModRM and one byte, `Z` ModRM and `z`, `v` as `z` but eight with REX.W, `o` an eight-byte
 * address, `g` ModRM and an immediate if its middle field is 0 or 1, `p` a prefix, `r` REX, `2` the second map, `x` not
 * known here.
 */
export type OperandForm = "." | "m" | "b" | "w" | "e" | "z" | "M" | "Z" | "v" | "o" | "g" | "p" | "r" | "2" | "x";

const arithmetic = "mmmmbzxx";

/** One row for each sixteen opcodes (Intel SDM, volume 2D, table A-2, 64-bit mode). */
const oneByteRows = [
  `${arithmetic}mmmmbzx2`,
  `${arithmetic}${arithmetic}`,
  `mmmmbzpx${"mmmmbzpx"}`,
  `mmmmbzpx${"mmmmbzpx"}`,
  "rrrrrrrrrrrrrrrr",
  "................",
  "xxxmppppzZbM....",
  "bbbbbbbbbbbbbbbb",
  "MZxMmmmmmmmmmmmm",
  "..........x.....",
  "oooo....bz......",
  "bbbbbbbbvvvvvvvv",
  "MMw.xxMZe.w..bx.",
  "mmmmxxx.mmmmmmmm",
  "bbbbbbbbzzxb....",
  "p.pp..gg......mm",
];

/** After 0f (table A-3). The maps after 0f 38 and 0f 3a are `m` and `M` throughout. */
const twoByteRows = [
  "mmmmx.....x.xmxx",
  "mmmmmmmmmmmmmmmm",
  "mmmmxxxxmmmmmmmm",
  "......x.mxMxxxxx",
  "mmmmmmmmmmmmmmmm",
  "mmmmmmmmmmmmmmmm",
  "mmmmmmmmmmmmmmmm",
  "MMMMmmm.mmxxmmmm",
  "zzzzzzzzzzzzzzzz",
  "mmmmmmmmmmmmmmmm",
  "...mMmxx...mMmmm",
  "mmmmmmmmmmMmmmmm",
  "mmMmMMMm........",
  "mmmmmmmmmmmmmmmm",
  "mmmmmmmmmmmmmmmm",
  "mmmmmmmmmmmmmmmm",
];

export const oneByteForms = oneByteRows.join("") as unknown as Readonly<Record<number, OperandForm>>;
export const twoByteForms = twoByteRows.join("") as unknown as Readonly<Record<number, OperandForm>>;
