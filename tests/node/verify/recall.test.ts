import { describe, expect, test } from "vitest";
import { compareOutcome } from "../../../src/core/emulator/compare/compare-outcome.ts";
import { printValue } from "../../../src/core/emulator/compare/expected-value.ts";
import type { Outcome } from "../../../src/core/emulator/outcome.ts";
import { emulatorEngine } from "../../../src/node/verify/emulator-engine.ts";
import { observe } from "../../../src/node/verify/observation.ts";
import { recall } from "../../../src/node/verify/recall.ts";
import { sentPacket } from "../../../src/node/verify/sent-packet.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";
import { sampleRuns } from "../../drivers/sample-runs.ts";

async function outcomes(): Promise<{ key: string; outcome: Outcome; recalled: Outcome }[]> {
  const runs = await sampleRuns();
  const results = await emulatorEngine(kernelFacts).run(runs);
  return runs.flatMap(({ key, scenario }, index) => {
    const result = results[index];
    if (result?.kind !== "ran" || result.outcome.fault) return [];
    const { outcome } = result;
    return [{ key, outcome, recalled: recall(observe(outcome), sentPacket(scenario)) }];
  });
}

describe("an outcome that is read back from its observation", () => {
  test("shows the same, for every scenario that runs without a fault", async () => {
    const all = await outcomes();
    expect(all.length).toBeGreaterThan(20);
    for (const { key, outcome, recalled } of all) expect(observe(recalled), key).toEqual(observe(outcome));
  });

  test("has the packet before and after", async () => {
    for (const { key, outcome, recalled } of await outcomes()) expect(recalled.packet, key).toEqual(outcome.packet);
  });

  test("says what nobody wrote down", async () => {
    const [first] = await outcomes();
    expect(first?.recalled.unobserved).toEqual([
      "maps",
      "printed",
      "streams",
      "results",
      "callPlaces",
      "globalsBefore",
      "referencesHeld",
      "instructionsExecuted",
      "timeline",
    ]);
  });

  const values: readonly (readonly [string, object])[] = [
    ["-22", { kind: "integer", type: "", value: "-22" }],
    ["-EINVAL (-22)", { kind: "integer", type: "", value: "-22", name: "-EINVAL" }],
    ["4294967274", { kind: "integer", type: "", value: "4294967274" }],
    ["4294967296", { kind: "integer", type: "", value: "4294967296" }],
    ["0x10", { kind: "bytes", type: "", hex: "10" }],
    ["0x", { kind: "bytes", type: "", hex: "" }],
    ["NULL", { kind: "pointer", type: "", target: "NULL", null: true }],
    ["not NULL", { kind: "pointer", type: "", target: "not NULL", null: false }],
  ];
  test.each(values)("knows %s again", (returns, value) => {
    expect(recall({ returns, globals: {} }).returns).toEqual(value);
  });

  test("has maps, context, output, printed lines and results as far as they were seen", () => {
    const seen = {
      maps: { counts: { "1": "5", "0a00": "7", "2.total": "9" } },
      context: { len: "60", "sk.family": "AF_INET (2)" },
      output: "one\n",
      printed: ["two"],
      results: ["-EPERM (-1)"],
    };
    const outcome = recall({ globals: {}, ...seen });
    expect(outcome.maps?.[0]?.entries.map(({ key }) => printValue(key))).toEqual(["1", "0a00", "2"]);
    const wanted = {
      maps: { counts: { "1": 5, "0a00": 7, "2": { total: 9 }, "3": "absent" as const } },
      context: { len: 60, "sk.family": "AF_INET" },
      output: "one\n",
      printed: ["two"],
      results: ["-EPERM"],
    };
    const scenario = { name: "a", summary: "A.", expect: wanted };
    expect(compareOutcome(scenario, outcome, kernelBtf)).toEqual([]);
    const other = { ...scenario, expect: { ...wanted, context: { len: 61 }, results: [0] } };
    expect(compareOutcome(other, outcome, kernelBtf).map(({ path }) => path)).toEqual([
      ["expect", "results", 0],
      ["expect", "context", "len"],
    ]);
  });

  test("knows of an argument what the call stored, and not what stood there", () => {
    const args = { opts: "not NULL", "opts.error": "-ENOENT (-2)", "opts.id": "5", size: "36" };
    const { calls } = recall({ globals: {}, calls: [{ kfunc: "f", args, stored: ["opts.error"] }] });
    const [opts, size] = calls[0]?.args ?? [];
    expect(opts?.before).toMatchObject({ pointee: { members: [{ value: { hex: "" } }, { value: { value: "5" } }] } });
    expect(opts?.after).toMatchObject({
      pointee: { members: [{ value: { value: "-2" } }, { value: { value: "5" } }] },
    });
    expect(size).toEqual({ name: "size", before: { kind: "integer", type: "", value: "36" } });
  });
});
