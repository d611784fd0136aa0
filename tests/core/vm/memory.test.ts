import { describe, expect, test } from "vitest";
import type { FaultRule } from "../../../src/core/vm/fault.ts";
import { FaultSignal } from "../../../src/core/vm/fault-signal.ts";
import { Memory } from "../../../src/core/vm/memory.ts";

/** The rule that an access breaks. */
function ruleOf(access: () => unknown): FaultRule | undefined {
  try {
    access();
  } catch (error) {
    if (error instanceof FaultSignal) return error.statement.rule;
    throw error;
  }
  return undefined;
}

const packetBytes = () => Uint8Array.from({ length: 64 }, (_, index) => index);

function packetMemory() {
  const memory = new Memory();
  const packet = memory.allocate({ kind: "packet", name: "packet", bytes: packetBytes() });
  return { memory, packet };
}

describe("addresses", () => {
  test("hold the region and the offset", () => {
    const memory = new Memory();
    memory.allocate({ kind: "stack", name: "first", bytes: 8 });
    const region = memory.allocate({ kind: "packet", name: "second", bytes: 8 });
    expect(memory.addressOf(region, 5)).toBe(0xda7a_0001_4000_0005n);
    expect(memory.locate(0xda7a_0001_4000_0005n)).toEqual({ region, offset: 5 });
  });

  test("are numbers of 64 bits that go on beyond those of their region", () => {
    const { memory, packet } = packetMemory();
    const start = memory.addressOf(packet);
    for (const offset of [-(2 ** 33), -(2 ** 30) - 1, -(2 ** 30), -1, 2 ** 32 - 2 ** 30, 2 ** 32, 2 ** 40]) {
      expect(memory.addressOf(packet, offset)).toBe(BigInt.asUintN(64, start + BigInt(offset)));
    }
  });

  test("stay in their region past either end", () => {
    const { memory, packet } = packetMemory();
    for (const offset of [-4096, -1, 64, 100_000]) {
      expect(memory.locate(memory.addressOf(packet, offset))).toEqual({ region: packet, offset });
      expect(ruleOf(() => memory.load(memory.addressOf(packet, offset), 1))).toBe("out-of-bounds");
    }
  });

  test.each([0n, 8n, 4095n, 2n ** 64n - 1n, 2n ** 64n - 4095n])("%d is NULL", (address) => {
    expect(ruleOf(() => new Memory().load(address, 8))).toBe("null-dereference");
  });

  test.each([4096n, 0xffff_8880_0000_0000n, 0xda7a_0000_4000_0000n, 2n ** 64n - 4096n])("%d is wild", (address) => {
    expect(ruleOf(() => new Memory().load(address, 1))).toBe("wild-pointer");
  });
});

describe("accesses", () => {
  test("are little-endian and end at the bounds", () => {
    const { memory, packet } = packetMemory();
    expect(memory.load(memory.addressOf(packet, 1), 4)).toBe(0x04030201n);
    expect(memory.load(memory.addressOf(packet, 56), 8)).toBe(0x3f3e3d3c3b3a3938n);
    expect(ruleOf(() => memory.load(memory.addressOf(packet, 57), 8))).toBe("out-of-bounds");
    memory.store(memory.addressOf(packet, 0), 2, 0x1_aabbn);
    expect([...packet.bytes.subarray(0, 3)]).toEqual([0xbb, 0xaa, 2]);
  });

  test("may not write what is read-only", () => {
    const memory = new Memory();
    const region = memory.allocate({ kind: "global", name: ".rodata", bytes: 8, writable: false });
    expect(ruleOf(() => memory.store(memory.addressOf(region), 1, 1n))).toBe("read-only-memory");
    expect(ruleOf(() => memory.writeBytes(memory.addressOf(region), new Uint8Array(1)))).toBe("read-only-memory");
  });

  test("may not read what was never written, even in part", () => {
    const memory = new Memory();
    const stack = memory.allocate({ kind: "stack", name: "stack", bytes: 64, initialised: false });
    memory.store(memory.addressOf(stack, 8), 4, 7n);
    expect(memory.load(memory.addressOf(stack, 8), 4)).toBe(7n);
    expect(ruleOf(() => memory.load(memory.addressOf(stack, 8), 8))).toBe("uninitialised-stack");
    expect(ruleOf(() => memory.readBytes(memory.addressOf(stack, 8), 5))).toBe("uninitialised-stack");
    memory.writeBytes(memory.addressOf(stack, 12), new Uint8Array(4));
    expect(memory.load(memory.addressOf(stack, 8), 8)).toBe(7n);
  });

  test("are aligned on the stack, and in packets only for atomics", () => {
    const { memory, packet } = packetMemory();
    const stack = memory.allocate({ kind: "stack", name: "stack", bytes: 64 });
    expect(ruleOf(() => memory.load(memory.addressOf(stack, 1), 2))).toBe("misaligned-access");
    expect(ruleOf(() => memory.load(memory.addressOf(packet, 1), 2))).toBeUndefined();
    expect(ruleOf(() => memory.load(memory.addressOf(packet, 1), 2, "anywhere"))).toBe("misaligned-access");
    const view = memory.view(packet, { offset: 2, size: 16 });
    expect(ruleOf(() => memory.load(memory.addressOf(view), 4, "anywhere"))).toBe("misaligned-access");
    expect(ruleOf(() => memory.load(memory.addressOf(view, 2), 4, "anywhere"))).toBeUndefined();
  });

  test("of contexts are the context's own", () => {
    const memory = new Memory();
    const stored: unknown[] = [];
    const access = {
      load: (offset: number) => BigInt(offset) + 100n,
      store: (offset: number, size: number, value: bigint) => void stored.push([offset, size, value]),
    };
    const context = memory.allocate({ kind: "context", name: "xdp_md", bytes: 24, access });
    expect(memory.load(memory.addressOf(context, 4), 4)).toBe(104n);
    memory.store(memory.addressOf(memory.view(context, { offset: 8, size: 8 }), 4), 4, 9n);
    expect(stored).toEqual([[12, 4, 9n]]);
    expect(ruleOf(() => memory.load(memory.addressOf(context, 24), 4))).toBe("context-access");
  });

  test("are told to a listener once they are done", () => {
    const { memory, packet } = packetMemory();
    const seen: unknown[] = [];
    memory.onWrite = (region, offset, size) => seen.push([region.name, offset, size, region.bytes[offset]]);
    memory.store(memory.addressOf(packet, 3), 2, 0xffn);
    memory.writeBytes(memory.addressOf(packet, 8), new Uint8Array([1, 2, 3]));
    expect(ruleOf(() => memory.store(memory.addressOf(packet, 63), 2, 0n))).toBe("out-of-bounds");
    expect(seen).toEqual([
      ["packet", 3, 2, 0xff],
      ["packet", 8, 3, 1],
    ]);
  });
});

describe("views", () => {
  test("share the bytes with bounds and rights of their own", () => {
    const { memory, packet } = packetMemory();
    const slice = memory.view(packet, { offset: 14, size: 20, writable: false, name: "slice" });
    expect(memory.load(memory.addressOf(slice, 0), 1)).toBe(14n);
    expect(ruleOf(() => memory.load(memory.addressOf(slice, 20), 1))).toBe("out-of-bounds");
    expect(ruleOf(() => memory.store(memory.addressOf(slice, 0), 1, 1n))).toBe("read-only-memory");
    memory.store(memory.addressOf(packet, 14), 1, 0xffn);
    expect(memory.load(memory.addressOf(slice, 0), 1)).toBe(0xffn);
  });

  test("of equal contents are the same, unless a fresh one is asked for", () => {
    const { memory, packet } = packetMemory();
    const options = { offset: 0, size: 8, trust: "rcu" } as const;
    expect(memory.view(packet, options)).toBe(memory.view(packet, { ...options }));
    expect(memory.view(packet, options)).not.toBe(memory.view(packet, { ...options, trust: "trusted" }));
    expect(memory.view(packet, options)).not.toBe(memory.view(packet, { ...options, fresh: true }));
  });

  test("of views are canonically in the first region", () => {
    const { memory, packet } = packetMemory();
    const outer = memory.view(packet, { offset: 8, size: 32 });
    const inner = memory.view(outer, { offset: 4, size: 8 });
    expect(memory.canonical(memory.addressOf(inner, 3))).toBe(memory.addressOf(packet, 15));
    expect(memory.canonical(memory.addressOf(packet, 15))).toBe(memory.addressOf(packet, 15));
    expect(memory.canonical(12345n)).toBe(12345n);
  });

  test("mark what they initialise in the region below", () => {
    const memory = new Memory();
    const stack = memory.allocate({ kind: "stack", name: "stack", bytes: 64, initialised: false });
    memory.store(memory.addressOf(memory.view(stack, { offset: 16, size: 8 })), 8, 3n);
    expect(memory.load(memory.addressOf(stack, 16), 8)).toBe(3n);
  });

  test("must lie within their region", () => {
    const { memory, packet } = packetMemory();
    expect(() => memory.view(packet, { offset: 60, size: 8 })).toThrow(RangeError);
  });
});

describe("stored pointers", () => {
  test("keep their view on the stack and are equal numbers elsewhere", () => {
    const { memory, packet } = packetMemory();
    const stack = memory.allocate({ kind: "stack", name: "stack", bytes: 8 });
    const global = memory.allocate({ kind: "global", name: ".bss", bytes: 8 });
    const pointer = memory.addressOf(memory.view(packet, { offset: 8, size: 8 }), 2);
    memory.store(memory.addressOf(stack), 8, pointer);
    memory.store(memory.addressOf(global), 8, pointer);
    expect(memory.load(memory.addressOf(stack), 8)).toBe(pointer);
    const number = memory.load(memory.addressOf(global), 8);
    expect(memory.canonical(number)).toBe(memory.addressOf(packet, 10));
    expect(() => memory.load(number, 1)).toThrow(
      expect.objectContaining({ statement: expect.objectContaining({ rule: "wild-pointer" }) }),
    );
    memory.store(memory.addressOf(global), 8, number);
    expect(memory.load(memory.addressOf(global), 8)).toBe(number);
  });
});

describe("a NULL found by walking", () => {
  test("reads as zeros, is equal to 0 and can't be written", () => {
    const memory = new Memory();
    const pointer = memory.addressOf(memory.nullRegion({ name: "replay_esn" }));
    expect(memory.isNull(pointer)).toBe(true);
    expect(memory.isNull(pointer + 8n)).toBe(false);
    expect(memory.canonical(pointer + 8n)).toBe(8n);
    expect(memory.load(pointer + 24n, 4)).toBe(0n);
    expect(memory.readBytes(pointer, 3)).toEqual(new Uint8Array(3));
    expect(ruleOf(() => memory.store(pointer, 4, 1n))).toBe("null-dereference");
  });
});

describe("released memory", () => {
  test("is out of reach with every view over it, and the fault tells where it was given back", () => {
    const memory = new Memory();
    const state = memory.allocate({ kind: "object", name: "xfrm_state #1", bytes: 32 });
    const view = memory.view(state, { offset: 8, size: 8, name: "id" });
    memory.release(state, 17);
    expect(ruleOf(() => memory.load(memory.addressOf(state), 8))).toBe("use-after-release");
    try {
      memory.load(memory.addressOf(view), 8);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(FaultSignal);
      expect((error as FaultSignal).statement).toEqual({
        rule: "use-after-release",
        message: "a read of 8 bytes in id at offset 0 after its release",
        origin: { slot: 17, message: "xfrm_state #1 was given back here" },
      });
    }
  });

  test("leaves other views over the same bytes usable", () => {
    const { memory, packet } = packetMemory();
    const first = memory.view(packet, { offset: 0, size: 8, fresh: true });
    const second = memory.view(packet, { offset: 0, size: 8, fresh: true });
    memory.release(first, 3);
    expect(ruleOf(() => memory.load(memory.addressOf(first), 1))).toBe("use-after-release");
    expect(ruleOf(() => memory.load(memory.addressOf(second), 1))).toBeUndefined();
  });

  test("does not come back by asking for the same view", () => {
    const { memory, packet } = packetMemory();
    const options = { offset: 0, size: 8 };
    const first = memory.view(packet, options);
    memory.release(first, 3);
    expect(ruleOf(() => memory.load(memory.addressOf(memory.view(packet, options)), 1))).toBeUndefined();
    expect(ruleOf(() => memory.load(memory.addressOf(first), 1))).toBe("use-after-release");
  });
});

test("a number that looks like a pointer far from every region stays as it is when it is stored", () => {
  const memory = new Memory();
  const region = memory.allocate({ kind: "map-value", name: "value", bytes: 16 });
  const [number, pointer] = [0xda7a_0000_0000_0000n, memory.addressOf(region, 8)];
  memory.store(pointer, 8, number);
  expect(memory.load(pointer, 8)).toBe(number);
  memory.store(pointer, 8, pointer);
  expect(memory.load(pointer, 8)).not.toBe(pointer);
});

describe("memory of the stack that a function may write to", () => {
  function spilled() {
    const memory = new Memory();
    const stack = memory.allocate({ kind: "stack", name: "stack", bytes: 32 });
    const value = memory.allocate({ kind: "map-value", name: "value", bytes: 8 });
    const pointer = memory.addressOf(value);
    for (const offset of [0, 8, 16, 24]) memory.store(memory.addressOf(stack, offset), 8, pointer);
    const written: number[][] = [];
    memory.onWrite = (_region, offset, size) => void written.push([offset, size]);
    const pointersAt = () =>
      [0, 8, 16, 24].filter((offset) => memory.load(memory.addressOf(stack, offset), 8) === pointer);
    return { memory, stack, written, pointersAt };
  }

  test("holds numbers from then on, also where it covers a part of a pointer only", () => {
    const { memory, stack, written, pointersAt } = spilled();
    memory.forgetPointers({ region: stack, offset: 12 }, 8);
    expect(pointersAt()).toEqual([0, 24]);
    expect(written).toEqual([[8, 16]]);
  });

  test("tells nobody where it held none", () => {
    const { memory, stack, written } = spilled();
    memory.forgetPointers({ region: stack, offset: 8 }, 8);
    memory.forgetPointers({ region: stack, offset: 8 }, 8);
    expect(written).toHaveLength(1);
  });
});

test("what stands for the whole of a region is trusted no longer than it", () => {
  const memory = new Memory();
  const object = memory.allocate({ kind: "object", name: "object", bytes: 8 });
  object.trust = "rcu";
  const copy = memory.regionAt(memory.closedCopy(memory.addressOf(object)));
  expect(copy).toMatchObject({ trust: "rcu", mayBeNull: true });
  memory.distrust(object);
  expect(copy?.trust).toBe("untrusted");
});
