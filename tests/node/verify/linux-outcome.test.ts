import { describe, expect, test } from "vitest";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import type { Outcome } from "../../../src/core/emulator/outcome.ts";
import type { LinuxResult, ObservedKfuncCall } from "../../../src/node/linux/job.ts";
import { compareEngines } from "../../../src/node/verify/compare-engines.ts";
import { linuxJob } from "../../../src/node/verify/linux-job.ts";
import { linuxOutcome } from "../../../src/node/verify/linux-outcome.ts";
import { observe } from "../../../src/node/verify/observation.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";
import { sampleRun } from "../../drivers/sample-runs.ts";

type Ran = Extract<LinuxResult, { kind: "ran" }>;

const pointer = 0xffff_c900_0012_3400n;

/** struct bpf_xfrm_state_opts of the lookup for SPI 0x4321 to 10.0.0.2, with an error. */
function opts(error: number): Uint8Array {
  const bytes = new Uint8Array(36);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, error, true);
  view.setInt32(4, -1, true);
  bytes.set([10, 0, 0, 2], 12);
  bytes.set([0, 0, 0x43, 0x21], 28);
  view.setUint8(32, 50);
  view.setUint16(34, 2, true);
  return bytes;
}

const slice = (offset: bigint, size: bigint): ObservedKfuncCall => ({
  kfunc: "bpf_dynptr_slice",
  args: [pointer, offset, pointer, size],
  returns: pointer,
  pointees: [{ arg: 2, before: new Uint8Array(256).fill(7), after: new Uint8Array(256).fill(7) }],
});

const calls: readonly ObservedKfuncCall[] = [
  { kfunc: "bpf_dynptr_from_xdp", args: [pointer, 0n, pointer], returns: 0xdead_0000_0000n, pointees: [] },
  slice(0n, 14n),
  slice(14n, 20n),
  slice(34n, 8n),
  {
    kfunc: "bpf_xdp_get_xfrm_state",
    args: [pointer, pointer, 0xffff_ffff_0000_0024n],
    returns: 0n,
    pointees: [{ arg: 1, before: opts(0), after: opts(-2) }],
  },
];

async function outcomes(changes: Partial<Ran> = {}): Promise<{ linux: Outcome; emulated: Outcome }> {
  const run = await sampleRun("xfrm/replay-window#unknown-spi");
  const job = linuxJob(run, kernelBtf);
  const bss = Uint8Array.from([0xfe, 0xff, 0xff, 0xff, 0, 0, 0, 0]);
  const rodata = job.globals?.find(({ section }) => section === ".rodata") ?? { section: ".rodata", bytes: bss };
  const { packet } = job.run ?? {};
  const result: Ran = {
    kind: "ran",
    returns: 2,
    ...(packet && { packet }),
    globals: [rodata, { section: ".bss", bytes: bss }],
    calls,
    untraced: [],
    log: "",
    ...changes,
  };
  const { outcome } = emulate(run.linked, run.program, run.scenario, kernelFacts);
  if (!outcome) throw new Error("the scenario can't be set up");
  return { linux: linuxOutcome(run, job, result, kernelBtf), emulated: outcome };
}

describe("what a guest answered", () => {
  test("agrees with the emulator where it is the same", async () => {
    const { linux, emulated } = await outcomes();
    const { scenario } = await sampleRun("xfrm/replay-window#unknown-spi");
    expect(compareEngines(scenario, { result: "ran", observed: observe(linux) }, emulated)).toEqual([]);
  });

  test("is decoded as the emulator's outcomes are", async () => {
    const { linux } = await outcomes();
    expect(linux.returns).toMatchObject({ name: "XDP_PASS", value: "2" });
    expect(linux.globals.find(({ name }) => name === "lookup_error")?.after).toMatchObject({ name: "-ENOENT" });
    const observed = observe(linux);
    expect(observed.calls?.map(({ returns }) => returns)).toEqual(["0", "not NULL", "not NULL", "not NULL", "NULL"]);
    expect(observed.calls?.[4]?.args).toMatchObject({
      "opts.error": "-ENOENT (-2)",
      "opts.proto": "50",
      opts__sz: "36",
    });
  });

  test("shows no leftovers of the stack, nor an address", async () => {
    const observed = observe((await outcomes()).linux);
    expect(observed.calls?.[1]?.args).toEqual({
      p: "not NULL",
      offset: "0",
      buffer__nullable: "not NULL",
      buffer__szk: "14",
    });
    expect(JSON.stringify(observed)).not.toContain(pointer.toString());
    expect(JSON.stringify(observed)).not.toContain(pointer.toString(16));
  });

  test("has no calls where one kfunc could not be traced", async () => {
    const { linux } = await outcomes({ untraced: [{ kfunc: "bpf_dynptr_slice", reason: "no such function" }] });
    expect(linux.unobserved).toContain("calls");
    expect(observe(linux)).not.toHaveProperty("calls");
  });

  test("has no streams of a program that never writes there, unless the kernel told of something", async () => {
    const silent = await outcomes({ streams: { stdout: "", stderr: "" } });
    expect(silent.linux).not.toHaveProperty("streams");
    const told = await outcomes({
      streams: {
        stdout: "",
        stderr: "ERROR: Arena READ access at unmapped address 0x10\nCPU: 0 UID: 0 PID: 1 Comm: a\nCall trace:\n\n",
      },
    });
    expect(told.linux.streams).toEqual({ stderr: "ERROR: Arena READ access at unmapped address 0x…\nCall trace:\n\n" });
  });
});
