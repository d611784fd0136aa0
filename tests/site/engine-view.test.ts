import { describe, expect, test } from "vitest";
import type { LinuxVerdict } from "../../src/node/build/site-model.ts";
import { engineSummary, enginesView } from "../../src/site/view/engine-view.ts";

const newer = { release: "7.3", version: "7.3.4" } as const;
const older = { release: "6.12", version: "6.12.58" } as const;
const refusal = {
  messages: ["Unreleased reference id=6 alloc_insn=75", "BPF_EXIT would lead to reference leak"],
  instruction: { slot: 87, text: "exit" },
  source: { file: "./leak.bpf.c", line: 90, text: "}" },
};

const reference = "xfrm/leak#leak";
const view = (engines: readonly LinuxVerdict[], alone = false) => enginesView({ engines, alone, reference });

describe("what a page says of real kernels", () => {
  const cases: readonly { name: string; engines: readonly LinuxVerdict[]; lines: readonly string[] }[] = [
    { name: "no record", engines: [], lines: ["Not yet run in Linux."] },
    {
      name: "kernels that agree",
      engines: [
        { ...newer, state: "ran" },
        { ...older, state: "ran" },
      ],
      lines: ["Did the same in Linux 7.3.4 and 6.12.58."],
    },
    {
      name: "one that can't do the scenario",
      engines: [
        { ...newer, state: "ran" },
        { ...older, state: "not-run", reason: "it takes no fragments" },
      ],
      lines: ["Did the same in Linux 7.3.4.", "Not run in Linux 6.12.58: it takes no fragments."],
    },
    {
      name: "a record that is out of date",
      engines: [
        { ...newer, state: "missing" },
        { ...older, state: "changed" },
      ],
      lines: ["Changed since it was run in Linux 6.12.58.", "Not yet run in Linux 7.3.4."],
    },
  ];
  test.each(cases)("after $name", ({ engines, lines }) => {
    expect(view(engines)).toEqual({ lines, refusals: [] });
  });

  test("is the verifier's decisive message beside its line of C", () => {
    const { lines, refusals } = view([{ ...newer, state: "rejected", refusal }]);
    expect(lines).toEqual(["Refused by the verifier of Linux 7.3.4, as expected."]);
    expect(refusals).toMatchObject([
      {
        kernels: "Linux 7.3.4",
        message: "Unreleased reference id=6 alloc_insn=75",
        further: ["BPF_EXIT would lead to reference leak"],
        place: { file: "leak.bpf.c", line: 90, text: "}" },
        instruction: { slot: 87, text: "exit" },
        explanation: { meaning: "On this path the program ends while it still holds a reference." },
        texts: [],
      },
    ]);
  });

  test("is one refusal where two kernels say the same, and two where they don't", () => {
    const same = (messages: readonly string[]): LinuxVerdict[] => [
      { ...newer, state: "rejected", refusal },
      { ...older, state: "rejected", refusal: { ...refusal, messages } },
    ];
    expect(view(same(refusal.messages)).refusals.map(({ kernels }) => kernels)).toEqual(["Linux 7.3.4 and 6.12.58"]);
    expect(view(same(["Unreleased reference id=4"])).refusals.map(({ kernels }) => kernels)).toEqual([
      "Linux 7.3.4",
      "Linux 6.12.58",
    ]);
  });
});

test("the summary of an example counts, a sentence a kernel", () => {
  const scenarios = (["ran", "rejected", "not-run", "changed"] as const).map((state) => ({
    engines: [{ ...newer, state }],
  }));
  expect(engineSummary(scenarios)).toEqual([
    "4 of 4 scenarios ran in the emulator while this site was built.",
    "2 of 4 scenarios checked in Linux 7.3.4; 1 not run there; 1 changed since.",
  ]);
  expect(engineSummary([{ engines: [], gap: "no model" }])).toEqual([
    "0 of 1 scenario ran in the emulator while this site was built.",
    "Not yet run in Linux.",
  ]);
});
