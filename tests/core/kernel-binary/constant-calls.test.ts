import { expect, test } from "vitest";
import { fromHex } from "../../../src/core/bytes/hex.ts";
import { constantCalls } from "../../../src/core/kernel-binary/constant-calls.ts";
import { LinkedImage } from "../../../src/core/kernel-binary/linked-image.ts";
import { SymbolTable } from "../../../src/core/kernel-binary/symbol-table.ts";

const TEXT = -0x7f00_0000;
/** Behind the code: the function that is called. */
const TARGET = TEXT + 0x40;

const SET_FIRST = "bf 03 00 00 00";
const SET_SECOND = "48 c7 c6 00 00 00 83";

/** Code in which `CALL` and `JUMP` stand for branches to the target. */
function calls(code: string) {
  const words = code.split(/ +/);
  let at = 0;
  const hex = words.map((word) => {
    const opcode = { CALL: "e8", JUMP: "e9" }[word];
    at += opcode === undefined ? word.length / 2 : 5;
    const distance = new Uint8Array(new Int32Array([TARGET - TEXT - at]).buffer);
    return opcode === undefined ? word : opcode + Buffer.from(distance).toString("hex");
  });
  const bytes = new Uint8Array(0x50).fill(0x90);
  bytes.set(fromHex(hex.join("")) ?? []);
  const symbols = new SymbolTable([
    { name: "init", address: TEXT },
    { name: "register", address: TARGET },
  ]);
  const section = { name: ".text", address: TEXT, bytes, executable: true };
  return constantCalls(new LinkedImage("test", [section], symbols), TARGET);
}

const constants = { first: 3, second: -0x7d00_0000 };

test.each([
  ["in order", `${SET_FIRST} ${SET_SECOND} CALL c3`, constants],
  ["in the other order", `${SET_SECOND} ${SET_FIRST} CALL c3`, constants],
  ["as a jump", `${SET_FIRST} ${SET_SECOND} JUMP`, constants],
  ["with 0 as a cleared register", `${SET_SECOND} 31 ff CALL c3`, { ...constants, first: 0 }],
  ["with another register set between", `${SET_FIRST} ${SET_SECOND} 31 d2 CALL c3`, constants],
  ["with a way out between", `${SET_FIRST} 74 0d ${SET_SECOND} 90 CALL c3`, constants],
])("constants are found %s", (_name, code, expected) => {
  expect(calls(code)).toMatchObject([expected]);
});

const several = "can be reached in several ways";
const none = "does not get its arguments as constants";

test.each([
  ["a way in between", `74 05 ${SET_FIRST} ${SET_SECOND} CALL c3`, several],
  ["a way in from behind", `${SET_FIRST} ${SET_SECOND} CALL eb f9`, several],
  ["a register that is computed", `${SET_SECOND} ${SET_FIRST} 83 c7 01 CALL c3`, none],
  ["a register that is loaded", `${SET_SECOND} 8b 3d 00 00 00 00 CALL c3`, none],
  ["a register that an earlier call may change", `${SET_FIRST} e800000000 ${SET_SECOND} CALL c3`, none],
  ["a register that the stack gives", `${SET_FIRST} ${SET_SECOND} 5e CALL c3`, none],
  ["code that is not understood", `${SET_FIRST} ${SET_SECOND} CALL 06`, "stands in code that is not understood"],
])("%s is refused", (_name, code, message) => {
  expect(() => calls(code)).toThrow(message);
});
