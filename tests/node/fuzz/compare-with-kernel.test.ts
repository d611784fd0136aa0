import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { assemble } from "../../../src/core/isa/assemble.ts";
import { describeInstruction } from "../../../src/core/isa/describe.ts";
import { findClang } from "../../../src/node/clang/find-clang.ts";
import { compareRefusals } from "../../../src/node/fuzz/compare-refusals.ts";
import { compareWithKernel } from "../../../src/node/fuzz/compare-with-kernel.ts";
import { startKernel } from "../../../src/node/fuzz/kernel-driver.ts";
import { Random } from "../../../src/node/fuzz/random.ts";
import { randomProgram } from "../../../src/node/fuzz/random-program.ts";
import { validOpcodes } from "../../core/vm/random-program.ts";

const SEED = 20_260_401;

test("random programs assemble, hold no invalid instruction and reach every opcode that needs no surroundings", () => {
  const random = new Random(SEED);
  const seen = new Set<number>();
  for (let count = 0; count < 1500; count++) {
    const { instructions, problems } = assemble(randomProgram(random));
    expect(problems).toEqual([]);
    for (const instruction of instructions) {
      expect(describeInstruction(instruction).kind).not.toBe("invalid");
      seen.add(instruction.opcode);
    }
  }
  // gotox and the loads of packets.
  const others = [0x0d, 0x20, 0x28, 0x30, 0x40, 0x48, 0x50];
  expect(validOpcodes.filter((opcode) => !seen.has(opcode))).toEqual(others);
});

const folder = mkdtempSync(join(tmpdir(), "kfdoc-fuzz-"));
const clang = findClang();
const kernel = await startKernel(folder, "path" in clang ? clang.path : "clang");

afterAll(() => {
  if (!("missing" in kernel)) kernel.close();
  rmSync(folder, { recursive: true, force: true });
});

test.skipIf("missing" in kernel)("they end in this machine's kernel as in every engine here", async () => {
  if ("missing" in kernel) return;
  const { compared, difference } = await compareWithKernel(kernel, SEED, 500);
  expect(difference).toBeUndefined();
  expect(compared).toBe(500);
});

test.skipIf("missing" in kernel)(
  "single instructions are refused for their fields here where the kernel refuses them",
  async () => {
    if ("missing" in kernel) return;
    const { tried, refused, difference } = await compareRefusals(kernel, SEED, 3000);
    expect(difference).toBeUndefined();
    expect(tried).toBe(3000);
    expect(refused).toBeGreaterThan(2000);
  },
);
