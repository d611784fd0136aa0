import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assemble } from "../../../src/core/isa/assemble.ts";
import type { Instruction } from "../../../src/core/isa/instruction.ts";
import type { Memory } from "../../../src/core/vm/memory.ts";
import { fuzzRuns } from "../../drivers/fuzz-runs.ts";
import { DATA_SIZE, randomLoop } from "./random-loop.ts";
import { runEveryWay } from "./run-every-way.ts";

function program(assembly: string) {
  const { instructions, problems } = assemble(assembly);
  expect(problems).toEqual([]);
  return { instructions };
}

/** Data 0 is what r1 points to, data 1 may only be read, of data 2 each load gives a pointer. Helper 1 releases data 0, helper 2 gives a pointer to data 2. */
function surroundings(memory: Memory) {
  const readOnly = memory.allocate({ kind: "global", name: ".rodata", bytes: DATA_SIZE, writable: false });
  const access = { load: () => memory.addressOf(readOnly), store() {} };
  const behaving = memory.allocate({ kind: "global", name: "pointers", bytes: DATA_SIZE, access });
  return {
    loadImmediate({ imm, nextImm = 0 }: Instruction) {
      const region = [memory.regions[0], readOnly, behaving][imm];
      return memory.addressOf(region ?? readOnly, nextImm);
    },
    callHelper(id: number) {
      if (id === 2) return memory.addressOf(behaving);
      const [data] = memory.regions;
      if (data) memory.release(data, 0);
      return 0n;
    },
  };
}

const run = (assembly: string, { stepBudget = 10_000, size = DATA_SIZE } = {}) =>
  runEveryWay(program(assembly), { bytes: new Uint8Array(size).fill(5), stepBudget, environment: surroundings });

test("random loops end alike, with the same count of instructions", () => {
  const endings = new Map<string, number>();
  fc.assert(
    fc.property(randomLoop, fc.oneof(fc.integer({ min: 1, max: 600 }), fc.constant(3000)), (assembly, stepBudget) => {
      const { fault, translated } = run(assembly, { stepBudget });
      expect(translated).toBe(true);
      const ending = fault?.rule ?? "value";
      endings.set(ending, (endings.get(ending) ?? 0) + 1);
    }),
    { numRuns: fuzzRuns(3000) },
  );
  for (const ending of ["value", "out-of-bounds", "step-budget", "read-only-memory"]) {
    expect(endings.get(ending), ending).toBeGreaterThan(5);
  }
}, 240_000);

/** Writes the counter to every `by`th word of data 0 from `from` on, as long as a condition holds. */
const filling = (from: string, by: string, until: string, width = "r") => `r0 = 0
r6 = 8
r2 = ${from}
loop: ld_pseudo r8, 6, 0
r8 += r2
*(u32 *)(r8 + 0) = r2
r0 += 1
${width}2 += ${by}
if ${width}2 ${until} goto loop
exit`;

describe("a loop whose rounds are known ends where the same loop ends instruction by instruction", () => {
  test.each([
    ["at its bound", filling("0", "4", "!= 96"), 24n],
    ["at its bound, counting in 32 bits", filling("0", "4", "!= 96", "w"), 24n],
    ["past a bound that it does not meet", filling("0", "8", "< 90"), 12n],
    ["after one round", filling("88", "8", "< 90"), 1n],
    ["by a register", filling("4", "r6", "< 90"), 11n],
    ["outside of the data", filling("0", "4", "!= 100"), "out-of-bounds"],
    ["outside of the data by a register", filling("0", "r6", "< 98"), "out-of-bounds"],
    ["outside of the data in its last round", filling("2", "4", "!= 98"), "out-of-bounds"],
    ["before the data", filling("8", "-4", "!= 96"), "out-of-bounds"],
    ["past a bound that it misses", filling("0", "8", "!= 92"), "out-of-bounds"],
    ["never, where it does not move", filling("0", "r6", "< 90").replace("r6 = 8", "r6 = 0"), "step-budget"],
    ["where 32 bits wrap", filling("0xfffffff8 ll", "4", "!= 96", "w"), "out-of-bounds"],
  ])("%s", (_name, assembly, ends) => {
    const ending = run(assembly, { stepBudget: 1000 });
    expect(ending.r0 ?? ending.fault?.rule).toBe(ends);
  });

  test("at each instruction that its budget may end at", () => {
    const assembly = filling("0", "4", "!= 96");
    const { steps } = run(assembly);
    expect(steps).toBe(3 + 6 * 24 + 1);
    for (let stepBudget = 1; stepBudget < steps; stepBudget++) {
      expect(run(assembly, { stepBudget }).fault?.rule).toBe("step-budget");
    }
  });

  test("at the first byte behind the data, whatever its size", () => {
    for (let size = 0; size <= DATA_SIZE; size += 6) {
      const { r0, fault, steps } = run(filling("0", "4", "!= 96"), { size });
      const rounds = Math.floor(size / 4);
      if (size === DATA_SIZE) expect(r0).toBe(24n);
      else expect({ rule: fault?.rule, steps }).toEqual({ rule: "out-of-bounds", steps: 3 + 6 * rounds + 3 });
    }
  });

  test("where the data was released before, or between two runs through it", () => {
    const loop = filling("0", "4", "!= 96").replace("exit", "");
    expect(run(`call 1\n${loop}exit`).fault?.rule).toBe("use-after-release");
    const again = loop.replaceAll("loop", "again");
    expect(run(`${loop}call 1\n${again}exit`).fault).toMatchObject({ rule: "use-after-release" });
    expect(run(`${loop}${again}exit`).r0).toBe(24n);
  });

  test("in data that may not be written", () => {
    expect(run(filling("0", "4", "!= 96").replace("6, 0", "6, 1")).fault?.rule).toBe("read-only-memory");
  });

  test("with pointers stored as what they stand for", () => {
    const assembly = filling("0", "8", "!= 96").replace("*(u32 *)(r8 + 0) = r2", "*(u64 *)(r8 + 0) = r8");
    expect(run(assembly).r0).toBe(12n);
  });
});

describe("a pointer that looks like a number is no index within the data", () => {
  const indexed = "r2 >>= 28\nif r2 == 0 goto end\nld_pseudo r8, 6, 0\nr8 += r2\n*(u8 *)(r8 + 0) = 1\nend: exit";
  test.each([
    ["from what r6 leads to", "call 2\nr6 = r0"],
    ["from data of which loads give one", "ld_pseudo r6, 6, 2"],
    ["from what lies behind the data", "ld_pseudo r6, 6, 0\nr7 = 1\nr7 <<= 33\nr6 += r7"],
  ])("%s", (_name, start) => {
    expect(run(`r0 = 0\n${start}\nr2 = *(u32 *)(r6 + 0)\n${indexed}`).fault?.rule).toBe("wild-pointer");
  });
});

interface Branching {
  readonly until?: number;
  /** Where it is left by its other way out. */
  readonly early?: number;
  readonly data?: number;
  /** Bytes from there on are taken for high. */
  readonly high?: number;
}

/** A loop of several blocks over global data, with a loop in it and two ways out. */
const branching = ({ until = 96, early = 99, data = 0, high = 10 }: Branching = {}) => `r0 = 0
r2 = 0
loop: ld_pseudo r8, 6, ${data}
r8 += r2
r3 = *(u8 *)(r8 + 0)
if r3 >= ${high} goto high
if r2 == ${early} goto early
r0 += r3
goto on
high: *(u8 *)(r8 + 0) = 1
on: r4 = 0
*(u64 *)(r10 - 8) = r4
inner: r0 += r4
r4 += 1
if r4 != 3 goto inner
r2 += 1
if r2 != ${until} goto loop
exit
early: r2 = *(u64 *)(r10 - 8)
r0 = 1000
exit`;

/** Stores pointers in all words of data 0 but one. */
const linking = `r0 = 0
r2 = 0
loop: ld_pseudo r8, 6, 0
r8 += r2
if r2 == 8 goto on
*(u64 *)(r8 + 0) = r8
on: r0 += 1
r2 += 8
if r2 != 96 goto loop
exit`;

describe("a loop of several blocks ends where the same loop ends instruction by instruction", () => {
  test.each([
    ["at its bound", branching(), 96n * 8n],
    ["at its bound, having written", branching({ high: 5 }), 96n * 3n],
    ["by its other way out", branching({ early: 40 }), 1000n],
    ["where it has written nothing to the stack", branching({ early: 0 }), "uninitialised-stack"],
    ["outside of the data", branching({ until: 97 }), "out-of-bounds"],
    ["at its bound, in data that it may only read", branching({ data: 1 }), 96n * 3n],
    ["where it writes to data that it may only read", branching({ data: 1, high: 0 }), "read-only-memory"],
    [
      "where it reads what it has not written",
      branching().replace("r4 = 0", "r4 = *(u64 *)(r10 - 16)"),
      "uninitialised-stack",
    ],
    ["with pointers in the data", linking, 12n],
  ])("%s", (_name, assembly, ends) => {
    const ending = run(assembly, { stepBudget: 5000 });
    expect(ending.r0 ?? ending.fault?.rule).toBe(ends);
  });

  test("at each instruction that its budget may end at", () => {
    const assembly = branching({ until: 5, early: 4 });
    const { steps } = run(assembly);
    expect(steps).toBeGreaterThan(70);
    for (let stepBudget = 1; stepBudget < steps; stepBudget++) {
      expect(run(assembly, { stepBudget }).fault?.rule).toBe("step-budget");
    }
  });

  test("at the first byte behind the data, whatever its size", () => {
    for (let size = 0; size < DATA_SIZE; size += 7) {
      expect(run(branching(), { size }).fault?.rule).toBe("out-of-bounds");
    }
  });

  test("where the data was released before, or between two runs through it", () => {
    const loop = branching()
      .replace(/exit\nearly[\s\S]*/, "")
      .replace("goto early", "goto on");
    expect(run(`call 1\n${loop}exit`).fault?.rule).toBe("use-after-release");
    const again = loop.replace(/\b(loop|high|on|inner)\b/g, "$1_again");
    expect(run(`${loop}call 1\n${again}exit`).fault?.rule).toBe("use-after-release");
    expect(run(`${loop}${again}exit`).r0).toBe(96n * 8n);
  });
});
