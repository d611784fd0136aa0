import { describe, expect, test } from "vitest";
import type { RecordedRefusal } from "../../src/core/spec/record.ts";
import type { LinuxVerdict } from "../../src/node/build/site-model.ts";
import { logText } from "../../src/site/view/log-text.ts";
import { logView } from "../../src/site/view/log-view.ts";
import { refusalViews } from "../../src/site/view/refusal-view.ts";

const lines = [
  "0: R1=ctx() R10=fp0",
  "; if (!x) @ leak.bpf.c:73",
  "80: (15) if r0 == 0x0 goto pc+5 ; R0=trusted_ptr_xfrm_state(id=6) refs=6",
  "; } @ leak.bpf.c:90",
  "86: (b4) w0 = 2 ; R0=2 refs=6",
  "87: (95) exit",
  "Unreleased reference id=6 alloc_insn=75",
  "BPF_EXIT instruction in main prog would lead to reference leak",
];

const refusal: RecordedRefusal = {
  messages: lines.slice(-2),
  instruction: { slot: 87, text: "exit" },
  source: { file: "./leak.bpf.c", line: 90, text: "}" },
  log: { lines },
  diagnosis: {
    title: "Resource Lifetime Safety: Unreleased resource",
    reason: "It is still owned.",
    path: [{ file: "leak.bpf.c", line: 70, text: "acquired: owned resource (id=6)" }],
    suggestion: "Release it.",
  },
};

const newer: LinuxVerdict = { release: "7.3", version: "7.3.4", state: "rejected", refusal };
const olderWith = (messages: readonly string[]): LinuxVerdict => ({
  release: "6.12",
  version: "6.12.58",
  state: "rejected",
  refusal: { ...refusal, messages },
});
const views = (...engines: readonly LinuxVerdict[]) =>
  refusalViews(engines, { reference: "xfrm/leak#leak", rule: "unreleased-reference" });

describe("the view of a log", () => {
  const view = logView(refusal, "Linux 7.3.4");

  test("has each line of C with its instructions and what the verifier knew", () => {
    expect(view?.title).toBe("The log of Linux 7.3.4: 3 instructions of 2 lines of C");
    expect(view?.groups.map(({ source }) => source?.line)).toEqual([undefined, 73, 90]);
    expect(view?.groups[1]?.lines).toEqual([
      {
        kind: "instruction",
        slot: 80,
        text: "if r0 == 0x0 goto pc+5",
        state: "R0=trusted_ptr_xfrm_state(id=6) refs=6",
      },
    ]);
  });

  test("marks the line for which the program is refused, and no other", () => {
    const marked = view?.groups.flatMap((group) => group.lines.filter(({ decisive }) => decisive));
    expect(marked?.map(({ text }) => text)).toEqual(["Unreleased reference id=6 alloc_insn=75"]);
    expect(view?.groups.map(({ decisive }) => decisive)).toEqual([false, false, true]);
  });

  test("has the lines that decide for themselves: up to the message, from shortly before it", () => {
    expect(view?.decisive?.source?.line).toBe(90);
    expect(view?.decisive?.lines.map(({ text }) => text)).toEqual([
      "w0 = 2",
      "exit",
      "Unreleased reference id=6 alloc_insn=75",
    ]);
    const many = Array.from({ length: 30 }, (_, slot) => `${slot}: (b7) r1 = 0`);
    const long = logView({ ...refusal, log: { lines: [...many, ...lines.slice(-2)], omitted: 12 } }, "Linux 7.3.4");
    expect(long?.decisive?.lines.map(({ slot }) => slot)).toEqual([26, 27, 28, 29, undefined]);
    expect(long?.omitted).toBe("12 lines before these are left out.");
  });

  test("is none where no log is on record", () => {
    const { log: _, ...bare } = refusal;
    expect(logView(bare, "Linux 7.3.4")).toBeUndefined();
  });
});

describe("the refusals of several kernels", () => {
  test("are one with the newest log, and every log as text, where they say the same", () => {
    const [only, ...others] = views(newer, olderWith(refusal.messages));
    expect(others).toEqual([]);
    expect(only).toMatchObject({ kernels: "Linux 7.3.4 and 6.12.58", log: { decisive: { source: { line: 90 } } } });
    expect(only?.texts).toEqual([
      { kernel: "Linux 7.3.4", href: "/logs/xfrm/leak/leak/7.3.txt" },
      { kernel: "Linux 6.12.58", href: "/logs/xfrm/leak/leak/6.12.txt" },
    ]);
    expect(only?.diagnosis).toMatchObject({ summary: "What Linux 7.3.4 itself explains", suggestion: "Release it." });
    expect(only?.explanation?.remedy).toContain("on every path to the exit");
  });

  test("are apart where wordings differ, explained once where they mean the same", () => {
    const [first, second] = views(newer, olderWith(["BPF_EXIT would lead to reference leak"]));
    expect(second).toMatchObject({ kernels: "Linux 6.12.58", message: "BPF_EXIT would lead to reference leak" });
    expect(second).not.toHaveProperty("log");
    expect(first?.explanation).toBeDefined();
    expect(second).not.toHaveProperty("explanation");
    const [, other] = views(newer, olderWith(["R0 !read_ok"]));
    expect(other?.explanation?.meaning).toContain("never written on this path");
  });
});

test("a log as text names its kernel and has every line", () => {
  expect(logText(newer)).toBe(`${["Linux 7.3.4", ...lines].join("\n")}\n`);
  expect(logText({ release: "7.3", version: "7.3.4", state: "ran" })).toBeUndefined();
});
