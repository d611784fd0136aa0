import { describe, expect, test } from "vitest";
import { assemble } from "../../../src/core/isa/assemble.ts";
import type { Environment } from "../../../src/core/vm/environment.ts";
import { FaultSignal } from "../../../src/core/vm/fault-signal.ts";
import { functionSlot } from "../../../src/core/vm/function-address.ts";
import { Machine, type MachineOptions } from "../../../src/core/vm/machine.ts";
import { Memory } from "../../../src/core/vm/memory.ts";
import { bareEnvironment } from "./bare-environment.ts";

function program(assembly: string) {
  const { instructions, problems } = assemble(assembly);
  expect(problems).toEqual([]);
  return { instructions };
}

function machineWith(environment: Partial<Environment>, options: Partial<MachineOptions> = {}): Machine {
  return new Machine({ memory: new Memory(), environment: { ...bareEnvironment, ...environment }, ...options });
}

describe("calls into the kernel", () => {
  test("take arguments from r1 on and give r0", () => {
    const calls: unknown[] = [];
    const machine = machineWith({
      callHelper(id, caller) {
        calls.push([id, caller.readRegister(1), caller.slot]);
        return -2n;
      },
      callKfunc: (id) => BigInt(id),
    });
    const result = machine.run(program("r1 = 7\ncall 5\nr6 = r0\ncall kfunc 40\nr0 += r6\nexit"));
    expect(calls).toEqual([[5, 7n, 1]]);
    expect(result).toEqual({ r0: 38n, steps: 6 });
  });

  test("leave r1 to r5 unreadable, and r0 after a void function", () => {
    const machine = machineWith({ callHelper: () => 0n, callKfunc: () => undefined });
    for (const register of [1, 2, 3, 4, 5]) {
      const clobbered = program(`r${register} = 1\ncall 5\nr0 = r${register}\nexit`);
      expect(machine.run(clobbered).fault).toMatchObject({ rule: "uninitialised-register", slot: 2 });
    }
    expect(machine.run(program("r0 = 1\ncall kfunc 1\nexit")).fault?.rule).toBe("uninitialised-register");
  });

  test("that fault end the run at the call, with their origin", () => {
    const machine = machineWith({
      callKfunc() {
        const origin = { slot: 0, message: "acquired here" };
        throw new FaultSignal({ rule: "release-unowned", message: "the state is not held", origin });
      },
    });
    expect(machine.run(program("r0 = 0\ncall kfunc 1\nexit"))).toEqual({
      fault: {
        slot: 1,
        rule: "release-unowned",
        message: "the state is not held",
        origin: { slot: 0, message: "acquired here" },
      },
      steps: 2,
    });
  });

  test("that break with an exception are bugs and not hidden", () => {
    const machine = machineWith({
      callHelper() {
        throw new TypeError("a bug in a model");
      },
    });
    expect(() => machine.run(program("call 1\nexit"))).toThrow(TypeError);
  });

  test("may call back into the program", () => {
    const machine = machineWith({
      callHelper(_id, caller) {
        const slot = functionSlot(caller.readRegister(1));
        if (slot === undefined) throw new FaultSignal({ rule: "kfunc-argument", message: "not a function" });
        let sum = 0n;
        for (const value of [1n, 2n, 3n]) sum += caller.callFunction(slot, [value]);
        return sum;
      },
    });
    const text = "r6 = 100\nld_pseudo r1, 4, 4\ncall 181\nr0 += r6\nexit\ncallback: r0 = r1\nr0 *= 2\nexit";
    expect(machine.run(program(text))).toEqual({ r0: 112n, steps: 14 });
  });
});

test("64-bit loads of maps and globals come from the environment", () => {
  const machine = machineWith({
    loadImmediate: ({ src, imm, nextImm }) => BigInt(100 * src + 10 * imm + (nextImm ?? 0)),
  });
  expect(machine.run(program("ld_pseudo r0, 6, 2, 4\nexit"))).toEqual({ r0: 624n, steps: 2 });
});

test("the exit is checked before the result is accepted", () => {
  const machine = machineWith({
    exit(ending) {
      throw new FaultSignal({ rule: "unreleased-reference", message: `r0 is ${ending.readRegister(0)}` });
    },
  });
  const { fault } = machine.run(program("r0 = 3\ncall sub\nexit\nsub: r0 = 4\nexit"));
  expect(fault).toEqual({ rule: "unreleased-reference", message: "r0 is 4", slot: 2 });
});

describe("pointers are compared by where they stand", () => {
  function withPointers(assembly: string) {
    const memory = new Memory();
    const packet = memory.allocate({ kind: "packet", name: "packet", bytes: 64 });
    const slice = memory.view(packet, { offset: 16, size: 8 });
    const walked = memory.nullRegion({ name: "x->replay_esn" });
    const pointers = [memory.addressOf(packet), memory.addressOf(slice), memory.addressOf(walked)];
    const environment = { ...bareEnvironment, loadImmediate: ({ imm }: { imm: number }) => pointers[imm] ?? 0n };
    const prologue = "ld_pseudo r1, 1, 0\nld_pseudo r2, 1, 1\nld_pseudo r3, 1, 2\nr0 = 0\n";
    return new Machine({ memory, environment }).run(program(`${prologue}${assembly}\nexit`)).r0;
  }

  test("a slice equals the bytes that it was cut from", () => {
    expect(withPointers("r1 += 16\nif r1 != r2 goto +1\nr0 = 1")).toBe(1n);
    expect(withPointers("r1 += 17\nif r1 <= r2 goto +1\nr0 = 1")).toBe(1n);
  });

  test("a slice minus the packet is its offset", () => {
    expect(withPointers("r0 = r2\nr0 -= r1")).toBe(16n);
  });

  test("a NULL found by walking is 0", () => {
    expect(withPointers("if r3 != 0 goto +1\nr0 = 1")).toBe(1n);
    expect(withPointers("if r3 == 0 goto +1\nr0 = 1")).toBe(0n);
  });
});

test("may_goto jumps once the loop budget of its frame is used up", () => {
  const endless = program("r0 = 0\nagain: may_goto end\nr0 += 1\ngoto again\nend: exit");
  expect(machineWith({}, { loopBudget: 5 }).run(endless).r0).toBe(5n);
});

test("the step budget bounds the run", () => {
  const { fault, steps } = machineWith({}, { stepBudget: 10 }).run(program("r0 = 0\nagain: goto again"));
  expect(fault?.rule).toBe("step-budget");
  expect(steps).toBe(10);
});

test("sixteen functions may be running at once, and no seventeenth", () => {
  const nested = (frames: number) => {
    const calls = Array.from({ length: frames - 1 }, (_, index) => `f${index}: call f${index + 1}\nr0 += 1\nexit\n`);
    return machineWith({}).run(program(`${calls.join("")}f${frames - 1}: r0 = 1\nexit`));
  };
  expect(nested(16).r0).toBe(16n);
  expect(nested(17).fault).toMatchObject({ rule: "call-depth", slot: 45 });
});

test("a machine can run again and starts afresh", () => {
  const machine = machineWith({});
  expect(machine.run(program("*(u64 *)(r10 - 8) = 1\nr6 = 1\nr0 = 0\nexit")).r0).toBe(0n);
  expect(machine.run(program("r0 = *(u64 *)(r10 - 8)\nexit")).fault?.rule).toBe("uninitialised-stack");
  expect(machine.run(program("r0 = r6\nexit")).fault?.rule).toBe("uninitialised-register");
});

test("an observer is told of each instruction and of what it changed", () => {
  const seen: string[] = [];
  const observer = {
    step: (slot: number) => void seen.push(`step ${slot}`),
    registerWritten: (index: number, value: bigint) => void seen.push(`r${index} = ${value.toString(16)}`),
    registersSet: (values: readonly (bigint | undefined)[]) =>
      void seen.push(
        values.flatMap((value, index) => (value === undefined ? [] : `r${index}: ${value.toString(16)}`)).join(" "),
      ),
    memoryWritten: (region: { name: string }, offset: number, bytes: Uint8Array) =>
      void seen.push(`${region.name}+${offset} = ${[...bytes]}`),
  };
  const machine = machineWith(
    {
      callHelper(_id, caller) {
        caller.memory.writeBytes(caller.readRegister(1), new Uint8Array([8, 9]));
        return 0n;
      },
    },
    { observer },
  );
  machine.run(program("*(u16 *)(r10 - 2) = 0x102\nr1 = r10\nr1 += -2\ncall 1\nexit"));
  expect(seen).toEqual([
    "r10: da7a000040000200",
    "r10: da7a000040000200",
    "step 0",
    "stack frame 0+510 = 2,1",
    "step 1",
    "r1 = da7a000040000200",
    "step 2",
    "r1 = da7a0000400001fe",
    "step 3",
    "stack frame 0+510 = 8,9",
    "r0: 0 r10: da7a000040000200",
    "step 4",
  ]);
  expect(machine.memory.onWrite).toBeUndefined();
});
