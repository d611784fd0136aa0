import { describe, expect, test } from "vitest";
import type { Outcome } from "../../../src/core/emulator/outcome.ts";
import type { Observation } from "../../../src/core/spec/record.ts";
import { compareEngines } from "../../../src/node/verify/compare-engines.ts";
import { emulatorEngine } from "../../../src/node/verify/emulator-engine.ts";
import { observe } from "../../../src/node/verify/observation.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";
import { sampleRun, sampleRuns } from "../../drivers/sample-runs.ts";

async function emulated(key: string): Promise<{ outcome: Outcome; scenario: Parameters<typeof compareEngines>[0] }> {
  const run = await sampleRun(key);
  const [result] = await emulatorEngine(kernelFacts).run([run]);
  if (result?.kind !== "ran") throw new Error(`${key} did not run`);
  return { outcome: result.outcome, scenario: run.scenario };
}

const found = "xfrm/replay-window#window-64";
const unknown = "xfrm/replay-window#unknown-spi";
/** The kernel tells of it in the program's stderr. */
const deadlock = "sections/transfer#same-account";

/** What Linux would have shown, had it done what the emulator did, with changes. */
async function differencesTo(key: string, change: (observed: Observation) => Observation) {
  const { outcome, scenario } = await emulated(key);
  return compareEngines(scenario, { result: "ran", observed: change(observe(outcome)) }, outcome);
}

const withCall = (observed: Observation, index: number, changes: object): Observation => ({
  ...observed,
  calls: (observed.calls ?? []).map((call, each) => (each === index ? { ...call, ...changes } : call)),
});

describe("two engines that did the same", () => {
  test("agree, for every scenario that runs without a fault", async () => {
    const runs = await sampleRuns();
    const results = await emulatorEngine(kernelFacts).run(runs);
    for (const [index, { scenario }] of runs.entries()) {
      const result = results[index];
      if (result?.kind !== "ran" || result.outcome.fault) continue;
      const observed = observe(result.outcome, scenario.expect);
      expect(compareEngines(scenario, { result: "ran", observed }, result.outcome)).toEqual([]);
    }
  });

  test("agree where one of them saw less", async () => {
    const { calls: _, ...rest } = observe((await emulated(found)).outcome);
    expect(await differencesTo(found, () => rest)).toEqual([]);
    expect(
      await differencesTo(found, (observed) => ({
        ...rest,
        globals: {},
        calls: (observed.calls ?? []).map((call) => ({ ...call, args: {} })),
      })),
    ).toEqual([]);
  });
});

test("a kernel that has no streams to read says nothing of them", async () => {
  const withoutStreams = ({ streams: _, ...rest }: Observation) => rest;
  expect(await differencesTo(deadlock, withoutStreams)).toEqual([]);
});

describe("what the kernel sets by itself", () => {
  test("is no difference: arguments in place of the program's", async () => {
    const key = "memory/packet-fifo#old-names";
    for (const [index, args] of [
      [0, { local_type_id__k: "32", meta__ign: "not NULL" }],
      [1, { meta__ign: "not NULL", off: "24" }],
    ] as const) {
      expect(await differencesTo(key, (observed) => withCall(observed, index, { args }))).toEqual([]);
    }
  });

  test("is no difference: calls that the verifier replaces by instructions", async () => {
    const calls = (observed: Observation) => observed.calls ?? [];
    expect(await differencesTo("iterators/sum-of-range#middle", (observed) => ({ ...observed, calls: [] }))).toEqual(
      [],
    );
    const others = await differencesTo("iterators/pick-backend#none-up", (observed) => ({
      ...observed,
      calls: calls(observed).slice(1),
    }));
    expect(others).toMatchObject([{ what: "the list of kfunc calls" }]);
  });

  test("is no difference: the head of a list", async () => {
    const globals = { "fifo.__opaque": "0x684090058088ffff684090058088ffff" };
    expect(await differencesTo("memory/packet-fifo#appended", (observed) => ({ ...observed, globals }))).toEqual([]);
  });
});

describe("a difference", () => {
  const cases: readonly {
    name: string;
    key: string;
    change: (observed: Observation) => Observation;
    expected: object;
  }[] = [
    {
      name: "in the return value",
      key: found,
      change: (observed) => ({ ...observed, returns: "XDP_DROP (1)" }),
      expected: { path: ["expect", "return"], linux: "XDP_DROP (1)", emulator: "XDP_PASS (2)" },
    },
    {
      name: "in a global",
      key: found,
      change: (observed) => ({ ...observed, globals: { ...observed.globals, xfrm_replay_window: "63" } }),
      expected: {
        path: ["expect", "globals", "xfrm_replay_window"],
        what: "the global xfrm_replay_window after the run",
        linux: "63",
        emulator: "64",
      },
    },
    {
      name: "in the packet",
      key: found,
      change: (observed) => ({ ...observed, packet: "00" }),
      expected: { path: ["expect", "packet"], linux: "00" },
    },
    {
      name: "in what a call returned",
      key: found,
      change: (observed) => withCall(observed, 4, { returns: "NULL" }),
      expected: { what: "what call 5, bpf_xdp_get_xfrm_state, returned", linux: "NULL", emulator: "not NULL" },
    },
    {
      name: "in a member of an argument after a call",
      key: unknown,
      change: (observed) => withCall(observed, 4, { args: { "opts.error": "-EINVAL (-22)" } }),
      expected: {
        path: ["expect", "calls", 4, "bpf_xdp_get_xfrm_state", "args", "opts.error"],
        what: "opts.error after call 5, bpf_xdp_get_xfrm_state,",
        linux: "-22",
        emulator: "-ENOENT",
      },
    },
    {
      name: "in a stream",
      key: deadlock,
      change: (observed) => ({ ...observed, streams: {} }),
      expected: {
        path: ["expect", "streams", "stderr"],
        what: "what stands in stderr",
        emulator: "ERROR: AA or ABBA deadlock detected for bpf_res_spin_lock\n",
      },
    },
    {
      name: "in the calls themselves",
      key: found,
      change: (observed) => ({ ...observed, calls: (observed.calls ?? []).slice(0, 1) }),
      expected: { path: ["expect", "calls"], linux: "bpf_dynptr_from_xdp" },
    },
  ];
  test.each(cases)("$name is told", async ({ key, change, expected }) => {
    const differences = await differencesTo(key, change);
    expect(differences).toHaveLength(1);
    const { linux = "", emulator = "", ...rest } = expected as Record<string, string>;
    expect(differences[0]).toMatchObject(rest);
    expect(differences[0]?.linux).toContain(linux);
    expect(differences[0]?.emulator).toContain(emulator);
  });

  test("is that Linux loads what the emulator stops", async () => {
    const { outcome, scenario } = await emulated("xfrm/replay-window#leak");
    const [difference] = compareEngines(scenario, { result: "ran", observed: { globals: {} } }, outcome);
    expect(difference).toMatchObject({ path: ["expect", "rejected"], linux: "it was loaded and ran" });
    expect(difference?.emulator).toContain("(unreleased-reference, line ");
  });

  test("is that Linux refuses what the emulator runs", async () => {
    const { outcome, scenario } = await emulated(found);
    const refusal = { messages: ["R1 type=scalar expected=ctx"] };
    expect(compareEngines(scenario, { result: "rejected", refusal }, outcome)).toMatchObject([
      {
        path: ["expect"],
        linux: "refused: R1 type=scalar expected=ctx",
        emulator: "the run broke no rule",
        help: expect.stringMatching(/^Linux refuses the program\. Pass the context as .* rejected: "expected=ctx"/),
      },
    ]);
  });
});

describe("a refusal", () => {
  const leak = async (messages: string[]) => {
    const { outcome, scenario } = await emulated("xfrm/replay-window#leak");
    return compareEngines(scenario, { result: "rejected", refusal: { messages } }, outcome);
  };

  test("agrees where the verifier has the scenario's words and the rule's", async () => {
    expect(await leak(["Unreleased reference id=6 alloc_insn=75"])).toEqual([]);
  });

  test("that the scenario does not state is to be stated by the rule's words", async () => {
    const { outcome, scenario } = await emulated("xfrm/replay-window#leak");
    const { rejected: _, ...others } = scenario.expect;
    const refusal = { messages: ["Unreleased reference id=6 alloc_insn=75"] };
    const differences = compareEngines({ ...scenario, expect: others }, { result: "rejected", refusal }, outcome);
    expect(differences).toMatchObject([
      {
        what: "why the verifier refuses the program",
        help: expect.stringMatching(/Give the reference back .*: rejected: Unreleased reference$/),
      },
    ]);
  });

  test("differs where it has neither", async () => {
    expect((await leak(["R0 !read_ok"])).map(({ what }) => what)).toEqual([
      "why the verifier refuses the program",
      "the rule that is broken",
    ]);
  });
});

test("of a walk over what a machine holds, steps in a row are seen as one, and its end as another", async () => {
  const { calls = [] } = observe((await emulated("iterators/threads#threads-of-one")).outcome);
  const steps = calls.filter(({ kfunc }) => kfunc === "bpf_iter_task_next");
  expect(steps.map(({ returns }) => returns)).toEqual(["not NULL", "NULL"]);
});
