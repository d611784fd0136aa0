import { describe, expect, test } from "vitest";
import type { ExampleModel, LinuxVerdict, ScenarioModel } from "../../src/node/build/site-model.ts";
import { explorerSource } from "../../src/node/self-contained/compiler-explorer.ts";
import { disassemblyView } from "../../src/site/view/disassembly-view.ts";
import { downloadsView } from "../../src/site/view/downloads-view.ts";
import { exampleMarkdown } from "../../src/site/view/example-markdown.ts";
import { selfContainedView } from "../../src/site/view/self-contained-view.ts";
import { verdictsView } from "../../src/site/view/verdicts-view.ts";
import { openLink } from "../node/self-contained/open-link.ts";
import { sampleModel } from "./sample-model.ts";

const example = sampleModel.examples[0] as ExampleModel;
const [known, unknown, unchecked] = example.scenarios as [ScenarioModel, ScenarioModel, ScenarioModel];

describe("the verdicts on an example", () => {
  const refusal = { messages: ["invalid mem access"], log: { lines: ["0: (b7) r0 = 0"] } };
  const engines: readonly LinuxVerdict[] = [
    { release: "7.3", version: "7.3.4", state: "rejected", refusal },
    { release: "6.12", version: "6.12.58", state: "not-run", reason: "it has no such kfunc" },
  ];
  const { engines: columns, rows } = verdictsView({
    ...example,
    scenarios: [
      { ...known, engines: [] },
      { ...unchecked, engines },
      { ...unknown, gap: "no model", engines: [] },
    ],
  });

  test("have a column for the emulator and for each release", () => {
    expect(columns).toEqual(["Emulator", "Linux 7.3", "Linux 6.12"]);
    expect(rows.map(({ badges }) => badges.map(({ word }) => word))).toEqual([
      ["ran", "not yet", "not yet"],
      ["fault", "refuses", "not run"],
      ["not run", "not yet", "not yet"],
    ]);
  });

  test("lead to the scenario, and to the log behind a refusal", () => {
    expect(rows[1]?.href).toBe("#xfrm-replay-window-no-null-check");
    expect(rows[1]?.badges[1]?.href).toBe("/logs/xfrm/replay-window/no-null-check/7.3.txt");
    expect(rows[1]?.badges[2]).toMatchObject({ tone: "absent", reason: "it has no such kfunc" });
    expect(rows[2]?.badges[0]).toMatchObject({ tone: "absent", reason: "no model" });
  });
});

test("an example can be fetched: its source, and an object for each variant", () => {
  expect(downloadsView(example)).toEqual([
    { file: "replay-window.bpf.c", href: "/examples/xfrm/replay-window/replay-window.bpf.c" },
    { file: "replay-window.bpf.o", href: "/examples/xfrm/replay-window/replay-window.bpf.o" },
    {
      file: "replay-window.bpf.NO_NULL_CHECK.o",
      href: "/examples/xfrm/replay-window/replay-window.bpf.NO_NULL_CHECK.o",
      what: "with -DNO_NULL_CHECK",
    },
  ]);
});

describe("an example without its headers", () => {
  const whole = (declarations: string): ExampleModel => ({
    ...example,
    explorer: explorerSource({ declarations, program: { before: "/* a */\n", after: "int x;\n" } }),
  });
  const short = whole("typedef int s32;\n");
  const long = whole(Array.from({ length: 5000 }, (_, index) => `int v${(index * 7919) % 65_521};\n`).join(""));
  const file = "replay-window.self-contained.bpf.c";

  test("can be fetched beside the example, with the command for it alone", () => {
    expect(downloadsView(short).map((download) => download.file)).toContain(file);
    const view = selfContainedView(short);
    expect(view).toMatchObject({ file, href: `/examples/xfrm/replay-window/${file}` });
    expect(view?.compileCommand).toMatch(/^clang --target=bpf [^I]* -c replay-window\.self-contained\.bpf\.c -o \S+$/);
    expect(exampleMarkdown(short)).toContain(`Without includes: [${file}](/examples/xfrm/replay-window/${file}).`);
    expect(selfContainedView(example)).toBeUndefined();
    expect(exampleMarkdown(example)).not.toContain("Without includes");
  });

  test("opens in Compiler Explorer, with its declarations from this site where it is too long", () => {
    expect(selfContainedView(short)?.explorer).toMatchObject({ includes: false });
    expect(selfContainedView(long)?.explorer).toBeUndefined();
    const explorer = selfContainedView(long, "https://docs.example")?.explorer;
    expect(explorer?.includes).toBe(true);
    expect(openLink(explorer?.href ?? "").sessions[0]?.source).toContain(
      "#include <https://docs.example/examples/xfrm/replay-window/replay-window.declarations.h>\n",
    );
  });
});

test("the disassembly is that of the program as it stands, by lines of C", () => {
  const place = { slot: 0, file: "./a.bpf.c", line: 3, column: 1, text: "\treturn 0;" };
  const timeline = {
    code: [
      { slot: 0, text: "r0 = 0", at: place },
      { slot: 1, text: "exit", at: place },
      { slot: 2, text: "goto -1" },
    ],
    steps: [],
    omitted: 0,
  };
  const ran = { ...known, outcome: { ...(known.outcome as NonNullable<ScenarioModel["outcome"]>), timeline } };
  const view = disassemblyView({ ...example, scenarios: [{ ...unchecked }, ran] });
  expect(view?.title).toBe(`3 instructions of ${example.program}`);
  expect(view?.lines).toEqual([
    {
      line: 3,
      text: "return 0;",
      instructions: [
        { slot: 0, text: "r0 = 0" },
        { slot: 1, text: "exit" },
      ],
    },
    { instructions: [{ slot: 2, text: "goto -1" }] },
  ]);
  expect(disassemblyView({ ...example, scenarios: [] })).toBeUndefined();
});
