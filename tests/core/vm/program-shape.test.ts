import { describe, expect, test } from "vitest";
import { assemble } from "../../../src/core/isa/assemble.ts";
import { shapeFault } from "../../../src/core/vm/analysis/program-shape.ts";

/** A program with functions given by their code, all of the same length. */
function shapeOf(functions: readonly string[]) {
  const { instructions, problems } = assemble(functions.join("\n"));
  expect(problems).toEqual([]);
  const length = instructions.length / functions.length;
  const ranges = functions.map((_, index) => ({ name: `f${index}`, start: index * length, end: (index + 1) * length }));
  return shapeFault({ instructions, functions: ranges });
}

const MANY = 20_000;
const chain = Array.from({ length: MANY }, () => "call pc+1\nexit");

describe("functions that call each other", () => {
  test("may be many, one below the other", () => {
    expect(shapeOf([...chain, "r0 = 0\nexit"])).toBeUndefined();
  });

  test("must not come back to one that is being run", () => {
    expect(shapeOf([...chain, `call pc-${2 * MANY + 1}\nexit`])).toEqual({
      rule: "call-depth",
      message: `f${MANY} calls f0, by which it was called`,
      slot: 2 * MANY,
    });
  });

  test("may be called from several places", () => {
    expect(shapeOf(["call pc+2\ncall pc+4\nexit", "call pc+2\nr0 = 0\nexit", "r0 = 0\nr0 = 1\nexit"])).toBeUndefined();
  });

  test("share the stack with the deepest that they call", () => {
    const stores = (distance: number) => `*(u64 *)(r10 - ${distance}) = 0`;
    const functions = (last: number) => [
      `${stores(256)}\ncall pc+2\ncall pc+5\nexit`,
      `${stores(8)}\nr0 = 0\nr0 = 0\nexit`,
      `${stores(last)}\nr0 = 0\nr0 = 0\nexit`,
    ];
    expect(shapeOf(functions(256))).toBeUndefined();
    expect(shapeOf(functions(264))).toEqual({
      rule: "stack-size",
      message: "functions that call each other take 528 bytes of stack together; there are 512",
      slot: 0,
    });
  });
});
