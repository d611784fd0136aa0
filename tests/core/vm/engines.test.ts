import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { assemble } from "../../../src/core/isa/assemble.ts";
import { decodeProgram } from "../../../src/core/isa/decode.ts";
import { encodeProgram } from "../../../src/core/isa/encode.ts";
import { functionSlot } from "../../../src/core/vm/function-address.ts";
import type { Machine } from "../../../src/core/vm/machine.ts";
import type { Memory } from "../../../src/core/vm/memory.ts";
import { UnwindSignal } from "../../../src/core/vm/unwind-signal.ts";
import { fuzzRuns } from "../../drivers/fuzz-runs.ts";
import { conformanceCases } from "./conformance-cases.ts";
import { randomProgram } from "./random-program.ts";
import { runEveryWay } from "./run-every-way.ts";

function program(assembly: string) {
  const { instructions, problems } = assemble(assembly);
  expect(problems).toEqual([]);
  return { instructions };
}

describe("every case ends the same way in every engine", () => {
  test.each(conformanceCases)("$name", ({ assembly, memory, r0 }) => {
    const { translated, ...ending } = runEveryWay(program(assembly), { bytes: memory, stepBudget: 1000 });
    expect(translated).toBe(true);
    expect(ending.r0).toBe(r0);
  });
});

/** Their cases keep the value on the stack. */
const atomics = conformanceCases.filter(({ assembly }) => /lock|atomic_fetch|xchg/.test(assembly));

describe("atomics give the same on memory that does not count what was written", () => {
  test.each(atomics)("$name", ({ assembly, memory, r0 }) => {
    const moved = `r4 = r1\n${assembly.replaceAll("r10 - 8", "r4 + 0")}`;
    expect(runEveryWay(program(moved), { bytes: memory, stepBudget: 1000 }).r0).toBe(r0);
  });

  test("misaligned, out of bounds and to read-only memory they are faults", () => {
    const environment = (memory: Memory) => ({
      callHelper: () =>
        memory.addressOf(memory.allocate({ kind: "global", name: ".rodata", bytes: 16, writable: false })),
    });
    const rules = ["r1 + 4", "r1 + 16", "r6 + 8"].map((place) => {
      const assembly = `r6 = r1\ncall 1\nr1 = r6\nr6 = r0\nr2 = 1\nlock *(u64 *)(${place}) += r2\nr0 = 0\nexit`;
      return runEveryWay(program(assembly), { bytes: new Uint8Array(16), stepBudget: 100, environment }).fault?.rule;
    });
    expect(rules).toEqual(["misaligned-access", "out-of-bounds", "read-only-memory"]);
  });
});

interface FaultCase {
  readonly name: string;
  readonly assembly: string;
  readonly fault: string;
}

const url = new URL("../../cases/isa/faults.yaml", import.meta.url);

describe("every fault is the same", () => {
  test.each(parse(readFileSync(url, "utf8")) as FaultCase[])("$name", ({ assembly, fault }) => {
    const ending = runEveryWay(program(assembly), { bytes: new Uint8Array(16), stepBudget: 1000 });
    expect(ending.fault?.rule).toBe(fault);
  });
});

test("random programs end alike, whatever they do", () => {
  const endings = new Set<string>();
  let translated = 0;
  fc.assert(
    fc.property(randomProgram, fc.uint8Array({ minLength: 64, maxLength: 64 }), (body, bytes) => {
      const { instructions } = decodeProgram(encodeProgram(body));
      const context = { callHelper: () => 7n, callKfunc: () => undefined };
      const ending = runEveryWay(
        { instructions },
        {
          bytes,
          stepBudget: 300,
          loopBudget: 3,
          environment: () => ({ ...context, loadImmediate: ({ imm }) => BigInt.asUintN(64, BigInt(imm)) }),
        },
      );
      endings.add(ending.fault?.rule ?? "value");
      if (ending.translated) translated++;
    }),
    { numRuns: fuzzRuns(4000, 1 / 4) },
  );
  expect(translated).toBeGreaterThan(fuzzRuns(3000, 1 / 4));
  expect([...endings]).toEqual(
    expect.arrayContaining(["value", "out-of-bounds", "uninitialised-stack", "uninitialised-register", "step-budget"]),
  );
}, 240_000);

/** A packet of four bytes, and an arena whose pointers the kernel has at 0x10 more. */
const surroundings = {
  loadPacket(offset: number, size: number) {
    const packet = [0x12, 0x34, 0x56, 0x78];
    if (offset < 0 || offset + size > packet.length) return undefined;
    return BigInt(packet.slice(offset, offset + size).reduce((value, byte) => value * 256 + byte, 0));
  },
  castAddress: (address: bigint, to: "kernel" | "arena") => (to === "kernel" ? address + 0x10n : address - 0x10n),
};

interface SurroundedCase {
  readonly name: string;
  readonly assembly: string;
  readonly ends: bigint | string;
}

const surrounded: readonly SurroundedCase[] = [
  { name: "a byte of the packet", assembly: "r6 = r1\nr0 = *(u8 *)skb[1]\nexit", ends: 0x34n },
  { name: "a half-word of the packet", assembly: "r6 = r1\nr0 = *(u16 *)skb[2]\nexit", ends: 0x5678n },
  { name: "a word of the packet", assembly: "r6 = r1\nr0 = *(u32 *)skb[0]\nexit", ends: 0x12345678n },
  { name: "an offset in a register", assembly: "r6 = r1\nr2 = 1\nr0 = *(u8 *)skb[r2 + 2]\nexit", ends: 0x78n },
  {
    name: "only the low half of the offset counts",
    assembly: "r6 = r1\nr2 = 0x500000003 ll\nr0 = *(u8 *)skb[r2 - 2]\nexit",
    ends: 0x34n,
  },
  { name: "the end of the packet ends the program", assembly: "r6 = r1\nr0 = *(u32 *)skb[1]\nr0 = 5\nexit", ends: 0n },
  {
    name: "the end of the packet ends the subprogram",
    assembly: "r6 = r1\ncall other\nr0 += 7\nexit\nother: r6 = r1\nr0 = *(u8 *)skb[9]\nr0 = 5\nexit",
    ends: 7n,
  },
  {
    name: "a load of the packet takes r1 to r5",
    assembly: "r6 = r1\nr2 = 1\nr0 = *(u8 *)skb[0]\nr0 += r2\nexit",
    ends: "uninitialised-register",
  },
  { name: "a load without its context", assembly: "r0 = *(u8 *)skb[0]\nexit", ends: "uninitialised-register" },
  { name: "a cast from the arena", assembly: "r1 = 0x100\nr0 = addr_space_cast(r1, 0x0, 0x1)\nexit", ends: 0x110n },
  { name: "a cast to the arena", assembly: "r1 = 0x100\nr0 = addr_space_cast(r1, 0x1, 0x0)\nexit", ends: 0xf0n },
  {
    name: "gotox to an instruction",
    assembly: "ld_pseudo r1, 4, 5\nr0 = 7\ngotox r1\nr0 = 8\nexit\nr0 += 1\nexit",
    ends: 8n,
  },
  { name: "gotox past the end", assembly: "ld_pseudo r1, 4, 9\ngotox r1\nr0 = 8\nexit", ends: "jump-out-of-range" },
  {
    name: "gotox to where a register was not written",
    assembly: "ld_pseudo r0, 4, 4\nr2 = 1\nif r2 == 0 goto write\ngotox r0\nwrite: r3 = 1\nr0 = r3\nexit",
    ends: 1n,
  },
  {
    name: "gotox past what writes a register",
    assembly: "ld_pseudo r0, 4, 5\nr2 = 1\nif r2 == 0 goto write\ngotox r0\nwrite: r3 = 1\nr0 = r3\nexit",
    ends: "uninitialised-register",
  },
];

describe("what hangs on the surroundings is the same in every engine", () => {
  test.each(surrounded)("$name", ({ assembly, ends }) => {
    const environment = () => surroundings;
    const ending = runEveryWay(program(assembly), { bytes: new Uint8Array(16), stepBudget: 100, environment });
    expect(ending.r0 ?? ending.fault?.rule).toBe(ends);
  });

  test.each(["r6 = r1\nr0 = *(u8 *)skb[0]\nexit", "r0 = addr_space_cast(r1, 0x0, 0x1)\nexit"])(
    "without them it is a fault: %s",
    (assembly) => {
      const ending = runEveryWay(program(assembly), { bytes: new Uint8Array(16), stepBudget: 100 });
      expect(ending.fault?.rule).toBe("invalid-instruction");
    },
  );
});

/** A helper that calls the function in r1 three times, with r2 as its second argument, and gives the sum of the results. */
function callThrice(id: number, machine: Machine): bigint {
  const slot = functionSlot(machine.readRegister(1)) ?? 0;
  const context = machine.readRegister(2);
  return [1n, 2n, 3n].reduce((sum, number) => sum + machine.callFunction(slot, [number, context]), BigInt(id));
}

/** A helper that goes on in the program at slot 8 with the context 40, where its argument is not 0. */
function goElsewhere(id: number, machine: Machine): bigint {
  if (machine.readRegister(1) === 0n) return BigInt(id);
  machine.jumpToProgram(8, 40n);
  return 0n;
}

const tailCalls = [
  { name: "at the entry", assembly: "r6 = 5\ncall 3\nr0 += 100\nexit\nr0 = 0\nr0 = 0\nr0 = 0\nexit", ends: 42n },
  { name: "that is not made", assembly: "r1 = 0\ncall 3\nr0 += 100\nexit\nr0 = 0\nr0 = 0\nr0 = 0\nexit", ends: 103n },
  {
    name: "in a subprogram",
    assembly: "r6 = 5\ncall inner\nr0 += r6\nexit\ninner: call 3\nr0 += 100\nexit\nr0 = 0",
    ends: 47n,
  },
];

describe("a tail call", () => {
  test.each(tailCalls)("$name", ({ assembly, ends }) => {
    const elsewhere = "*(u64 *)(r10 - 8) = r1\nr0 = *(u64 *)(r10 - 8)\nr0 += 2\nexit";
    const options = { bytes: new Uint8Array(8), stepBudget: 100, environment: () => ({ callHelper: goElsewhere }) };
    expect(runEveryWay(program(`${assembly}\n${elsewhere}`), options).r0).toBe(ends);
  });

  test("counts what it leads to", () => {
    const options = { bytes: new Uint8Array(8), stepBudget: 4, environment: () => ({ callHelper: goElsewhere }) };
    const whole = program("r6 = 5\ncall 3\nexit\nr0 = 0\nr0 = 0\nr0 = 0\nr0 = 0\nexit\nr0 = 1\nr0 = 2\nexit");
    expect(runEveryWay(whole, options).fault?.rule).toBe("step-budget");
    expect(runEveryWay(whole, { ...options, stepBudget: 5 }).r0).toBe(2n);
  });
});

/** A helper that ends all functions with its argument as the cookie, where that is not 0. */
function unwind(id: number, machine: Machine): bigint {
  const cookie = machine.readRegister(1);
  if (cookie !== 0n) throw new UnwindSignal(cookie);
  return BigInt(id);
}

/** Calls a function of three frames whose innermost unwinds with the number in r1; at slot 12 an exception callback. */
const unwound = (cookie: number) => `r6 = 9
r1 = ${cookie}
call outer
r0 += r6
exit
outer: *(u64 *)(r10 - 8) = r1
call inner
r0 += 1000
exit
inner: call 3
r0 += 100
exit
*(u64 *)(r10 - 16) = r1
r0 = *(u64 *)(r10 - 16)
r0 += 5
exit`;

describe("an exception", () => {
  const options = { bytes: new Uint8Array(8), stepBudget: 100, environment: () => ({ callHelper: unwind }) };

  test.each([
    { name: "is what the program returns", cookie: 40, ends: 40n, steps: 6 },
    { name: "that is not thrown", cookie: 0, ends: 1112n, steps: 12 },
  ])("$name", ({ cookie, ends, steps }) => {
    expect(runEveryWay(program(unwound(cookie)), options)).toMatchObject({ r0: ends, steps });
  });

  test("goes to the callback, which has a stack of its own", () => {
    const whole = { ...program(unwound(40)), exceptionCallbacks: new Map([[0, 12]]) };
    expect(runEveryWay(whole, options)).toMatchObject({ r0: 45n, steps: 10 });
  });

  test("leaves no register to the callback but the cookie", () => {
    const whole = { ...program(`${unwound(40)}\nr0 = r6\nexit`), exceptionCallbacks: new Map([[0, 16]]) };
    expect(runEveryWay(whole, options).fault?.rule).toBe("uninitialised-register");
  });
});

describe("callbacks and views", () => {
  test("a callback runs in a frame of its own, with its caller's memory", () => {
    const assembly = `*(u64 *)(r10 - 8) = 100
r2 = r10
r2 += -8
ld_pseudo r1, 4, 7
r6 = 1000
call 1
r0 += r6
r1 = *(u64 *)(r10 - 8)
r0 += r1
exit
r0 = *(u64 *)(r2 + 0)
r0 += r1
*(u64 *)(r2 + 0) = r0
r6 = 7
exit`;
    const environment = () => ({ callHelper: callThrice });
    const ending = runEveryWay(program(assembly), {
      bytes: new Uint8Array(8),
      stepBudget: 100,
      environment,
    });
    expect(ending.r0).toBe(1n + 101n + 103n + 106n + 1000n + 106n);
  });

  test("a callback that reads an argument which was not passed is at fault", () => {
    const assembly = "ld_pseudo r1, 4, 3\nr2 = 0\ncall 1\nexit\nr0 = r4\nexit";
    const options = { bytes: new Uint8Array(8), stepBudget: 100, environment: () => ({ callHelper: callThrice }) };
    expect(runEveryWay(program(assembly), options).fault?.rule).toBe("uninitialised-register");
  });

  test("views are compared as what they lie over, and end with it", () => {
    const environment = (memory: Memory) => {
      const under = memory.allocate({ kind: "packet", name: "packet", bytes: 16 });
      return {
        callHelper(id: number, machine: Machine) {
          if (id === 1) return memory.addressOf(under);
          if (id === 2) return memory.addressOf(memory.view(under, { offset: 4, size: 8 }));
          memory.release(under, machine.slot);
          return 0n;
        },
      };
    };
    const assembly = `r9 = r1
call 1
r6 = r0
call 2
r7 = r0
r6 += 4
r0 = 1
if r6 != r7 goto end
r1 = r7
r1 -= r6
r0 = 2
if r1 != 0 goto end
*(u32 *)(r7 + 4) = 9
r0 = *(u32 *)(r6 + 4)
`;
    const options = { bytes: new Uint8Array(16), stepBudget: 100, environment };
    expect(runEveryWay(program(`${assembly}end: exit`), options).r0).toBe(9n);
    const after = `${assembly}call 3\nr0 = *(u32 *)(r7 + 4)\nend: exit`;
    expect(runEveryWay(program(after), options).fault).toMatchObject({ rule: "use-after-release" });
    const outside = assembly.replace("(r7 + 4) = 9", "(r7 + 8) = 9");
    expect(runEveryWay(program(`${outside}end: exit`), options).fault).toMatchObject({ rule: "out-of-bounds" });
  });

  test.each([
    ["a call between two loads", "call 2", "r0 = *(u32 *)(r7 + 4)"],
    ["a call between a load and a store", "call 2", "*(u32 *)(r7 + 0) = 1"],
    ["a store with behaviour of its own between two loads", "*(u32 *)(r8 + 0) = 1", "r0 = *(u32 *)(r7 + 4)"],
    ["a store with behaviour of its own between two stores", "*(u32 *)(r8 + 0) = 1", "*(u32 *)(r7 + 4) = 1"],
    ["an atomic after a call", "call 2", "r1 = 1\nlock *(u32 *)(r7 + 0) += r1"],
  ])("memory that was reached can't be reached once it is released: %s", (_name, release, access) => {
    const environment = (memory: Memory) => {
      const released = memory.allocate({ kind: "object", name: "object", bytes: 16 });
      const store = () => memory.release(released, 0);
      const context = memory.allocate({ kind: "context", name: "ctx", bytes: 8, access: { load: () => 0n, store } });
      return {
        callHelper(id: number) {
          if (id === 2) store();
          return memory.addressOf(id === 1 ? released : context);
        },
      };
    };
    const before = "call 1\nr7 = r0\ncall 3\nr8 = r0\nr2 = 1\nlock *(u32 *)(r7 + 0) += r2\n";
    const reached = "r0 = *(u32 *)(r7 + 0)\n*(u32 *)(r7 + 0) = 3\n*(u32 *)(r7 + 8) = 3\n";
    const whole = program(`${before}${reached}${release}\n${access}\nr0 = 0\nexit`);
    const ending = runEveryWay(whole, { bytes: new Uint8Array(8), stepBudget: 100, environment });
    expect(ending.fault).toMatchObject({ rule: "use-after-release", message: expect.stringContaining("object") });
  });

  test.each([1n, 3n, 8n])("a loop that reaches the same memory each time sees that it is released at %i", (at) => {
    const environment = (memory: Memory) => {
      const released = memory.allocate({ kind: "object", name: "object", bytes: 16 });
      const store = (_offset: number, _size: number, value: bigint) => {
        if (value === at) memory.release(released, 0);
      };
      const context = memory.allocate({ kind: "context", name: "ctx", bytes: 8, access: { load: () => 0n, store } });
      return { callHelper: (id: number) => memory.addressOf(id === 1 ? released : context) };
    };
    const reached = "r0 = *(u32 *)(r7 + 4)\n*(u32 *)(r7 + 0) = r1\n";
    const before = `call 1\nr7 = r0\ncall 3\nr8 = r0\nr1 = 9\n${reached}`;
    const loop = `loop: ${reached}*(u32 *)(r8 + 0) = r1\nr1 -= 1\nif r1 != 0 goto loop\n`;
    const options = { bytes: new Uint8Array(8), stepBudget: 100, environment };
    const { fault, steps } = runEveryWay(program(`${before}${loop}exit`), options);
    // After the last time round nothing is reached any more.
    expect(fault?.rule).toBe(at === 1n ? undefined : "use-after-release");
    expect(steps).toBe(at === 1n ? 7 + 5 * 9 + 1 : 7 + 5 * (10 - Number(at)) + 1);
  });

  test("behaviour of a region takes the place of plain accesses", () => {
    const environment = (memory: Memory) => {
      const pointed = memory.allocate({ kind: "packet", name: "packet", bytes: Uint8Array.of(7, 8, 9) });
      const access = { load: () => memory.addressOf(pointed), store: () => undefined };
      const context = memory.allocate({ kind: "context", name: "ctx", bytes: 8, access });
      return { callHelper: () => memory.addressOf(context) };
    };
    const assembly = "call 1\nr1 = *(u32 *)(r0 + 4)\n*(u32 *)(r0 + 0) = 1\nr0 = *(u8 *)(r1 + 2)\nexit";
    const options = { bytes: new Uint8Array(8), stepBudget: 100, environment };
    expect(runEveryWay(program(assembly), options).r0).toBe(9n);
  });

  test("the kernel hears of each write to what it made unreadable on the stack", () => {
    const heard: unknown[] = [];
    const environment = (memory: Memory) => {
      memory.onWrite = (region, offset, size) => void heard.push([region.kind, offset, size]);
      return {
        callHelper(_id: number, machine: Machine) {
          memory.writeBytes(machine.readRegister(1), new Uint8Array(16));
          machine.frame.stack.initialised?.fill(0, 480, 496);
          return 0n;
        },
      };
    };
    const assembly = `r1 = r10
r1 += -32
call 1
*(u64 *)(r10 - 8) = 1
*(u64 *)(r10 - 32) = 1
r2 = r10
r2 += -24
*(u32 *)(r2 + 4) = 1
r0 = *(u64 *)(r10 - 32)
exit`;
    const options = { bytes: new Uint8Array(8), stepBudget: 100, environment };
    expect(runEveryWay(program(assembly), options).r0).toBe(1n);
    const inLives = heard.filter((each) => !String(each).endsWith(",504,8"));
    expect(inLives).toEqual(
      Array.from({ length: 5 }, () => [
        ["stack", 480, 16],
        ["stack", 480, 8],
        ["stack", 492, 4],
      ]).flat(),
    );
  });
});
