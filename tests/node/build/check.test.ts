import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkFolder, copyContent, headings, printed, project, type Replacement } from "./content-copy.ts";

const specFile = "kfuncs/xfrm/bpf_xdp_get_xfrm_state.yaml";
const sourceFile = "examples/xfrm/replay-window.bpf.c";
const scenarioFile = "examples/xfrm/replay-window.yaml";

/** The line of a text in a file of the project's content, from 1. */
function lineOf(file: string, text: string): number {
  return (
    readFileSync(join(project, "tests/cases/content", file), "utf8")
      .split(text)[0]
      ?.split("\n").length ?? 0
  );
}

test("a misspelt key hides nothing else that is wrong with its file", async () => {
  const found = headings(
    await checkFolder(
      copyContent(
        { file: scenarioFile, from: "    summary:", to: "    sumary:" },
        { file: scenarioFile, from: "xfrm_replay_window: 64", to: "xfrm_replay_window: 65" },
        { file: specFile, from: "\nreturns:", to: "\nretruns:" },
        { file: specFile, from: "type: struct bpf_xfrm_state_opts *", to: "type: struct xfrm_state *" },
      ),
    ),
  );
  const told = (file: string) => found.filter((heading) => heading.startsWith(`content/${file}:`)).join("\n");
  expect(told(scenarioFile)).toContain("[spec/unknown-key]");
  expect(told(scenarioFile)).toContain("[run/expectation]");
  expect(told(specFile)).toContain("[spec/unknown-key]");
  expect(told(specFile)).toContain("[audit/parameter-type]");
});

const cases: readonly { name: string; change: Replacement; heading: string; says: readonly string[] }[] = [
  {
    name: "a type that is not the kernel's",
    change: { file: specFile, from: "type: struct bpf_xfrm_state_opts *", to: "type: struct xfrm_state *" },
    heading: `content/${specFile}:${lineOf(specFile, "type: struct bpf_xfrm_state_opts *")}:`,
    says: ["[audit/parameter-type]", "Linux 7.3 has struct xfrm_state *bpf_xdp_get_xfrm_state("],
  },
  {
    name: "an errno that no run produces",
    change: { file: specFile, from: "value: ENONET", to: "value: EPERM" },
    heading: `content/${specFile}:`,
    says: ["[audit/unproduced-error]", "-EPERM"],
  },
  {
    name: "a mistake in C",
    change: { file: sourceFile, from: "opts.spi = esp->spi;", to: "opts.spi = esp->sp;" },
    heading: `content/${sourceFile}:${lineOf(sourceFile, "opts.spi = esp->spi;")}:`,
    says: ["[example/compile]", "no member named 'sp' in 'struct ip_esp_hdr'"],
  },
  {
    name: "a value that the run does not give",
    change: { file: scenarioFile, from: "xfrm_replay_window: 64", to: "xfrm_replay_window: 65" },
    heading: `content/${scenarioFile}:${lineOf(scenarioFile, "xfrm_replay_window: 64")}:`,
    says: ["[run/expectation]", "note: expected: 65", "note: actual: 64"],
  },
  {
    name: "a fault that no scenario expects",
    change: { file: sourceFile, from: "\tbpf_xdp_xfrm_state_release(x);", to: "\t;" },
    heading: `content/${scenarioFile}:`,
    says: ["[run/fault]", "(unreleased-reference)", `note: content/${sourceFile}:`, "note: instruction "],
  },
  {
    name: "a program that is not there",
    change: { file: scenarioFile, from: "program: xfrm_get_state_xdp", to: "program: xfrm_get_state" },
    heading: `content/${scenarioFile}:7:10: error [example/unknown-program] The object has no program xfrm_get_state`,
    says: ["Did you mean xfrm_get_state_xdp?"],
  },
  {
    name: "a global that is not there",
    change: { file: scenarioFile, from: "globals: { xfrm_replay_window: 64,", to: "globals: { xfrm_replay_windo: 64," },
    heading: `content/${scenarioFile}:${lineOf(scenarioFile, "xfrm_replay_window: 64")}:`,
    says: ["[example/unknown-global]", "Did you mean xfrm_replay_window?"],
  },
  {
    name: "a link to nothing in a spec's text",
    change: { file: specFile, from: "ctx: ", to: "ctx: '[[bpf_nothing]]' #" },
    heading: `content/${specFile}:`,
    says: ["[page/unknown-kfunc]"],
  },
  {
    name: "an errno that a run gives and the spec does not list",
    change: { file: specFile, from: "  - value: ENONET\n    via: opts.error\n", to: "  - value: ENOENT\n" },
    heading: `content/${specFile}:${lineOf(specFile, "\nerrors:") + 1}:1: error [audit/unlisted-error]`,
    says: ["stored -ENONET in opts.error", "shown_by: xfrm/replay-window#unknown-namespace"],
  },
  {
    name: "an enumerator that is not there",
    change: { file: scenarioFile, from: "return: XDP_PASS", to: "return: XDP_PAS" },
    heading: `content/${scenarioFile}:${lineOf(scenarioFile, "return: XDP_PASS")}:`,
    says: ["[run/expectation]", "Did you mean XDP_PASS?"],
  },
];

describe("check", () => {
  test("has no findings in the project's own content", async () => {
    const report = await checkFolder(copyContent());
    expect(headings(report)).toEqual([]);
    expect(report.model?.kfuncs.map(({ name }) => name)).toContain("bpf_xdp_get_xfrm_state");
    expect(report.model?.examples.every(({ scenarios }) => scenarios.length > 0)).toBe(true);
  });

  test.each(cases)("finds $name", async ({ change, heading, says }) => {
    const report = await checkFolder(copyContent(change));
    expect(report.model).toBeUndefined();
    const found = printed(report).filter((text) => text.startsWith(heading));
    expect(found.length, headings(report).join("\n")).toBeGreaterThan(0);
    for (const words of says) expect(found.join("\n")).toContain(words);
  });

  test("tells what is wrong in spec, page, C and scenario at once, each finding once", async () => {
    const changes = cases.slice(0, 3).map(({ change }) => change);
    const page = { file: "kfuncs/xfrm/bpf_xdp_get_xfrm_state.md", from: "\n", to: "\n<b>raw</b>\n" };
    const dynptr = { file: "examples/dynptr/from-xdp.yaml", from: "return: ", to: "return: 7 #" };
    const report = await checkFolder(copyContent(...changes, page, dynptr));
    const codes = new Set(printed(report).map((text) => /\[([^\]]+)\]/.exec(text)?.[1]));
    expect([...codes]).toEqual(
      expect.arrayContaining(["audit/parameter-type", "example/compile", "page/raw-html", "run/expectation"]),
    );
    expect(new Set(printed(report)).size).toBe(printed(report).length);
  });

  test("still compiles an example whose scenarios can't be read", async () => {
    const broken = { file: scenarioFile, from: "scenarios:", to: "scenarioss:" };
    const report = await checkFolder(copyContent(broken, cases[2]?.change ?? broken));
    expect(headings(report).join("\n")).toMatch(/spec\/(unknown|missing)-key/);
    expect(headings(report).join("\n")).toContain("[example/compile]");
  });
});
