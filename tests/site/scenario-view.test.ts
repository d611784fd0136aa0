import { describe, expect, test } from "vitest";
import type { CallRecord } from "../../src/core/emulator/outcome.ts";
import type { ExampleModel, ScenarioModel } from "../../src/node/build/site-model.ts";
import { recall } from "../../src/node/verify/recall.ts";
import { callFailures } from "../../src/site/view/call-failure.ts";
import { placedExample } from "../../src/site/view/example-view.ts";
import { phraseText } from "../../src/site/view/phrase.ts";
import { scenarioView } from "../../src/site/view/scenario-view.ts";
import { sampleModel } from "./sample-model.ts";

const example = sampleModel.examples[0] as ExampleModel;
const [known, unknown, unchecked] = example.scenarios.map((scenario) => scenarioView(example, scenario));

describe("the view of a scenario", () => {
  test("has an id of its example and its name", () => {
    expect(known).toMatchObject({
      id: "xfrm-replay-window-known",
      href: "/examples/xfrm/replay-window/#xfrm-replay-window-known",
    });
  });

  test("tells no error, an error value and a fault apart", () => {
    expect([known, unknown, unchecked].map((view) => view?.verdict.word)).toEqual(["No error", "Error value", "Fault"]);
  });

  test("shows what a run returned and what it did to globals", () => {
    expect(known).toMatchObject({ returns: "XDP_PASS (2)", result: "XDP_PASS (2)" });
    expect(phraseText(known?.ending ?? [])).toBe("returned XDP_PASS (2) after 42 instructions.");
    expect(known?.globals).toEqual([{ path: "window", type: "__u32", before: "0", after: "64" }]);
  });

  test("shows what stands in the program's streams, and none that is empty", () => {
    const [scenario] = example.scenarios;
    if (!scenario?.outcome) throw new Error("The sample did not run");
    const outcome = { ...scenario.outcome, streams: { stderr: "Call trace:\n\nend\n\n" } };
    expect(scenarioView(example, { ...scenario, outcome }).streams).toEqual([
      { name: "stderr", text: "Call trace:\n\nend" },
    ]);
    expect(known?.streams).toEqual([]);
  });

  test("names the calls that returned an error value", () => {
    expect(unknown?.failures).toEqual([
      {
        kfunc: "bpf_xdp_get_xfrm_state",
        returned: "NULL",
        stored: [{ path: "opts.error", value: "-ENOENT" }],
      },
    ]);
    expect(known?.failures).toEqual([]);
  });

  test("tells the stored error in its row, on another kfunc's page none", () => {
    const errorsFor = (self?: string) =>
      example.scenarios.map((scenario) => scenarioView(example, scenario, self).errors);
    expect(errorsFor()).toEqual([[], ["-ENOENT"], ["-ENOENT"]]);
    expect(errorsFor("bpf_xdp_get_xfrm_state")).toEqual([[], ["-ENOENT"], ["-ENOENT"]]);
    expect(errorsFor("bpf_xdp_xfrm_state_release")).toEqual([[], [], []]);
  });

  test("says on a kfunc's page that a run does not come to call it", () => {
    const views = example.scenarios.map((scenario) => scenarioView(example, scenario, "bpf_xdp_xfrm_state_release"));
    expect(views.map(({ uncalled }) => uncalled)).toEqual([
      undefined,
      "bpf_xdp_xfrm_state_release",
      "bpf_xdp_xfrm_state_release",
    ]);
  });

  test("shows each call with its line and what it changed", () => {
    expect(unknown?.calls).toHaveLength(1);
    expect(unknown?.calls[0]).toMatchObject({
      kfunc: "bpf_xdp_get_xfrm_state",
      href: "/kfuncs/bpf_xdp_get_xfrm_state/",
      place: { file: "replay-window.bpf.c", line: 17, text: "x = bpf_xdp_get_xfrm_state(ctx, &opts, sizeof(opts));" },
      changes: [{ path: "opts->error", before: "0", after: "-ENOENT (-2)" }],
      result: { text: "NULL", failed: true },
    });
    expect(known?.calls[1]).not.toHaveProperty("result");
  });

  test("shows a fault with its rule, place, instruction, origin and the verifier's words", () => {
    expect(unchecked?.returns).toBeUndefined();
    expect(unchecked?.variant).toBe("NO_NULL_CHECK");
    expect(unchecked?.fault).toMatchObject({
      href: "/faults/null-dereference/",
      place: { line: 22, text: "window = x->replay_esn->replay_window;" },
      instruction: "r1 = *(u64 *)(r0 + 0x2d0)",
      origin: { place: { line: 17 } },
      rejected: ["invalid mem access"],
      explanation: { remedy: expect.stringMatching(/NULL/) },
    });
  });

  test("names the error that a kfunc stored where its pointer's type does not say what the number is", () => {
    const outcome = example.scenarios[1]?.outcome as NonNullable<ScenarioModel["outcome"]>;
    const number = (value: string) => ({ kind: "integer", type: "int", value }) as const;
    const pointer = (value: string) =>
      ({ kind: "pointer", type: "int *", target: "stack", null: false, pointee: number(value) }) as const;
    const failed = {
      ...(outcome.calls[0] as CallRecord),
      args: [{ name: "err", before: pointer("0"), after: pointer("-22") }],
    };
    expect(callFailures({ ...outcome, calls: [failed] })[0]?.stored).toEqual([{ path: "err", value: "-EINVAL" }]);
    const counted = { ...failed, args: [{ ...failed.args[0], name: "count" }] } as CallRecord;
    expect(callFailures({ ...outcome, calls: [counted] })[0]?.stored).toEqual([]);
  });

  test("dumps the packet", () => {
    expect(known?.packet?.caption).toBe("52 bytes");
    expect(known?.packet?.before.split("\n")[0]).toMatch(/^0000 {2}02 00 00/);
    expect(known?.packet).not.toHaveProperty("after");
  });
});

describe("an example placed in prose", () => {
  test("is found with its scenario", () => {
    expect(placedExample(sampleModel.examples, { key: "xfrm/replay-window", scenario: "known" }).scenario?.name).toBe(
      "known",
    );
    expect(placedExample(sampleModel.examples, { key: "xfrm/replay-window" }).scenario).toBeUndefined();
  });

  test("is the program without its variants; the whole file stands beside it", () => {
    const { example: placed } = placedExample(sampleModel.examples, { key: "xfrm/replay-window" });
    expect(placed.source).not.toContain("#ifndef");
    expect(placed.whole?.title).toBe("With the mistakes that the scenarios compile in");
    expect(placed.whole?.source).toBe(example.source.trimEnd());
    const plain = { ...example, scenarios: example.scenarios.slice(0, 1) };
    const { example: whole } = placedExample([plain], { key: "xfrm/replay-window" });
    expect(whole.source).toBe(example.source.trimEnd());
    expect(whole).not.toHaveProperty("whole");
  });

  test("must exist", () => expect(() => placedExample(sampleModel.examples, { key: "xfrm/no" })).toThrow("xfrm/no"));
});

describe("the view of a scenario that the emulator can't do", () => {
  const newest = { release: "7.3", version: "7.3.4" } as const;
  const [model] = example.scenarios;
  const ran = {
    ...(model as ScenarioModel),
    gap: "bpf_fib_lookup has no model",
    outcome: recall({
      returns: "XDP_PASS (2)",
      globals: { window: "64" },
      calls: [
        {
          kfunc: "bpf_xdp_get_xfrm_state",
          returns: "NULL",
          args: { opts: "not NULL", "opts.error": "-ENOENT (-2)", "opts.spi": "4660", opts__sz: "36" },
          stored: ["opts.error"],
        },
      ],
    }),
    engines: [{ ...newest, state: "ran" as const }],
  };
  const view = scenarioView(example, ran);

  test("shows what Linux recorded, and why the emulator did not run it", () => {
    expect(view).toMatchObject({
      verdict: { word: "Error value" },
      gap: "bpf_fib_lookup has no model",
      recordedBy: "Linux 7.3.4",
      returns: "XDP_PASS (2)",
      result: "XDP_PASS (2)",
      errors: ["-ENOENT"],
      engines: { lines: ["Ran in Linux 7.3.4, and did what is expected."] },
    });
    expect(view).not.toHaveProperty("ending");
  });

  test("shows values after the run alone, with no type that nobody recorded", () => {
    expect(view.globalsChange).toBe(false);
    expect(view.globals).toEqual([{ path: "window", type: "", before: "64" }]);
  });

  test("shows calls without their place in C, and what they stored", () => {
    const [call] = view.calls;
    expect(call).not.toHaveProperty("place");
    expect(call?.result).toEqual({ text: "NULL", failed: true });
    expect(call?.changes).toEqual([{ path: "opts->error", type: "", before: "", after: "-ENOENT (-2)" }]);
  });

  test("is a refusal where the verifier did not load it", () => {
    const { outcome: _, ...refused } = ran;
    const refusal = { messages: ["invalid access to packet, off=1 size=1"] };
    expect(scenarioView(example, { ...refused, engines: [{ ...newest, state: "rejected", refusal }] })).toMatchObject({
      verdict: { tone: "fault", word: "Refused" },
      result: "not loaded",
      calls: [],
      engines: { refusals: [{ message: refusal.messages[0] }] },
    });
  });
});
