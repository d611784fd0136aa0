import { expect, test } from "vitest";
import type { DecodedValue, Outcome } from "../../../src/core/emulator/outcome.ts";
import { globalInputs } from "../../../src/site/islands/stepper/input-globals.ts";

const number = (value: string, type = "int"): DecodedValue => ({ kind: "integer", type, value });
const bytes = (type: string, hex: string): DecodedValue => ({ kind: "bytes", type, hex });
const global = (name: string, before: DecodedValue, after = before) => ({ name, before, after });

const outcome: Outcome = {
  globals: [
    global("limit", number("5", "const volatile u32")),
    global("name", bytes("char [8]", "6574682200ff0000")),
    global("raw", bytes("u8 [2]", "00ff")),
    global("counter", number("1"), number("2")),
    global("result", number("0"), number("7")),
    global("untouched_result", number("0")),
    global("filled", bytes("u8 [2]", "0000"), bytes("u8 [2]", "0102")),
    global("given", number("3", "const int")),
  ],
  calls: [],
  referencesHeld: [],
  instructionsExecuted: 0,
  timeline: {
    code: [
      { slot: 0, text: "r1 = counter ll" },
      { slot: 2, text: "r2 = *(u32 *)(r1 + 0x0)" },
      { slot: 3, text: "r2 += 0x1" },
      { slot: 4, text: "*(u32 *)(r1 + 0x0) = r2" },
      { slot: 5, text: "r1 = result ll" },
      { slot: 7, text: "*(u32 *)(r1 + 0x0) = r2" },
      { slot: 8, text: "r3 = untouched_result ll" },
      { slot: 10, text: "*(u32 *)(r3 + 0x0) = w2" },
      { slot: 11, text: "r1 = name+0x1 ll" },
      { slot: 13, text: "r1 = 0x0" },
      { slot: 14, text: "r4 = *(u32 *)(r1 + 0x0)" },
    ],
    steps: [],
    omitted: 0,
  },
};

test("inputs are what the program reads or hands on, not what it only writes", () => {
  const given = [{ path: "globals.given", value: "4", isNumber: true as const }];
  expect(globalInputs(outcome, given)).toEqual([
    { path: "globals.limit", value: "5", isNumber: true },
    { path: "globals.name", value: String.raw`"eth\""` },
    { path: "globals.raw", value: "00 ff" },
    { path: "globals.counter", value: "1", isNumber: true },
  ]);
});
