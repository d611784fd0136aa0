import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { fromHex } from "../../../src/core/bytes/hex.ts";
import { assemble } from "../../../src/core/isa/assemble.ts";
import { decodeProgram } from "../../../src/core/isa/decode.ts";
import { encodeProgram } from "../../../src/core/isa/encode.ts";
import { checkJumps } from "../../../src/core/isa/jumps.ts";

interface ProblemCase {
  readonly name: string;
  readonly hex: string;
  readonly problem: string;
  /** Linux takes it where it is never reached. */
  readonly when?: "reached";
}

const url = new URL("../../cases/isa/problems.yaml", import.meta.url);
const problemCases = parse(readFileSync(url, "utf8"), { schema: "failsafe" }) as ProblemCase[];

describe("instructions that Linux refuses", () => {
  test.each(problemCases)("$name", ({ hex, problem, when }) => {
    const { problems } = decodeProgram(fromHex(hex) ?? new Uint8Array());
    expect(problems).toEqual([{ slot: 0, message: problem, ...(when && { whenReached: true }) }]);
  });
});

test("each problem names its slot, and the rest is still decoded", () => {
  const good = encodeProgram(assemble("r0 = 0x1122334455667788 ll\nr0 = 1\nexit").instructions);
  good[2 * 8] = 0xff;
  const { instructions, problems } = decodeProgram(good);
  expect(problems).toEqual([{ slot: 2, message: "unknown opcode 0xff" }]);
  expect(instructions.map(({ slot }) => slot)).toEqual([0, 2, 3]);
  expect(instructions[0]).toMatchObject({ imm: 0x55667788, nextImm: 0x11223344 });
});

test("bytes after the last instruction are a problem", () => {
  const { instructions, problems } = decodeProgram(new Uint8Array([0x95, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3]));
  expect(instructions).toHaveLength(1);
  expect(problems).toEqual([{ slot: 1, message: "3 bytes after the last whole instruction" }]);
});

test("jumps must lead to the start of an instruction", () => {
  const { instructions } = assemble("goto +1\nr0 = 1 ll\nif r0 == 0 goto +9\ngotol -2\ncall pc-1\nexit");
  expect(checkJumps(instructions)).toEqual([
    { slot: 0, message: "a jump to slot 2, where no instruction starts" },
    { slot: 3, message: "a jump to slot 13, where no instruction starts" },
  ]);
});
