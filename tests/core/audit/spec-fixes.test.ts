import { describe, expect, test } from "vitest";
import { auditSpec, subjectOf } from "../../../src/core/audit/audit-spec.ts";
import { specFixes } from "../../../src/core/audit/spec-fixes.ts";
import type { AttachForm } from "../../../src/core/facts/availability-file.ts";
import { editSpec } from "../../../src/core/spec/edit-spec.ts";
import { parseKfuncSpec } from "../../../src/core/spec/parse-kfunc-spec.ts";
import { madeKernels, madeKfunc, madeRelease } from "../../drivers/made-kernels.ts";

const form = (name: string, program_type: AttachForm["program_type"], index: number): AttachForm => ({
  name,
  program_type,
  sleepable: false,
  class: index,
});

const availability = {
  release: "7.1",
  kernel: "7.1.1",
  forms: [
    form("xdp", "BPF_PROG_TYPE_XDP", 0),
    form("tc", "BPF_PROG_TYPE_SCHED_CLS", 1),
    form("lsm", "BPF_PROG_TYPE_LSM", 2),
  ],
  allowed: { f: [0, 1] },
  unmeasured: {},
};

const wide = madeKfunc("int f(struct task_struct *p, u64 size)", ["KF_RCU", "KF_SLEEPABLE"]);
const kernels = madeKernels([
  madeRelease("7.1", { f: wide, g: madeKfunc("int g(u64 n)") }, { availability }),
  madeRelease("7.0", { f: wide, g: madeKfunc("int g(u32 n)") }),
  madeRelease("6.19", {
    f: madeKfunc("int f(struct task_struct *task, u64 size)", ["KF_RCU"]),
    g: madeKfunc("int g(u32 n)"),
  }),
  madeRelease("6.18", {}),
]);

/** The text after every fix, and how many findings it still has. */
function fix(text: string): { text: string; findings: string[] } {
  const parse = (written: string) => {
    const { value, diagnostics } = parseKfuncSpec({ path: "a.yaml", text: written });
    if (!value) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
    return value;
  };
  const subject = subjectOf(parse(text), kernels);
  const fixed = editSpec(text, subject ? specFixes(subject) : []);
  return { text: fixed, findings: auditSpec(parse(fixed), kernels).map(({ code }) => code) };
}

const cases: readonly { name: string; before: string; after: string }[] = [
  {
    name: "what is right stays",
    before: "name: f\nflags: [KF_SLEEPABLE, KF_RCU]\n",
    after: "name: f\nflags: [KF_SLEEPABLE, KF_RCU]\n",
  },
  {
    name: "flags keep their order, their brackets and the author's comments",
    before:
      "# mine\nname: f # here\n\n# about flags\nflags: [KF_SLEEPABLE, KF_ACQUIRE]  # two\nparams: {p: A., size: B.}\n",
    after: "# mine\nname: f # here\n\n# about flags\nflags: [KF_SLEEPABLE, KF_RCU]  # two\nparams: {p: A., size: B.}\n",
  },
  {
    name: "a list keeps the comments of the lines that stay",
    before: "name: f\nprogram_types:\n  # fast\n  - BPF_PROG_TYPE_XDP # why\n  - BPF_PROG_TYPE_LSM\nerrors: []\n",
    after: "name: f\nprogram_types:\n  # fast\n  - BPF_PROG_TYPE_XDP # why\n  - BPF_PROG_TYPE_SCHED_CLS\nerrors: []\n",
  },
  {
    name: "program types that nobody could measure stay",
    before: "name: f\nprogram_types: [BPF_PROG_TYPE_EXT]\n",
    after: "name: f\nprogram_types: [BPF_PROG_TYPE_EXT, BPF_PROG_TYPE_XDP, BPF_PROG_TYPE_SCHED_CLS]\n",
  },
  {
    name: "a release in the style of its quotes, with the rest of its line",
    before: 'name: f\nsince: { version: "6.12", commit: 0123456789ab } # when\n',
    after: 'name: f\nsince: { version: "6.19", commit: 0123456789ab } # when\n',
  },
  {
    name: "a text's parameter that is called otherwise now",
    before: "name: f\nparams:\n  # the task\n  task: A task.\n  size: >-\n    How\n    much.\n",
    after: "name: f\nparams:\n  # the task\n  p: A task.\n  size: >-\n    How\n    much.\n",
  },
  {
    name: "one signature as two ranges, and nothing below it",
    before:
      "name: g\nsignature: # as in C\n  returns: int\n  params:\n    - { name: n, type: u64 } # count\n\n# next\nparams:\n  n: How many.\n",
    after:
      'name: g\n# as in C\n# count\nsignature:\n  - since: "7.1"\n    returns: int\n    params:\n      - { name: n, type: u64 }\n  - since: "6.19"\n    until: "7.0"\n    returns: int\n    params:\n      - { name: n, type: u32 }\n\n# next\nparams:\n  n: How many.\n',
  },
  {
    name: "a word of a row, with the comments around it",
    before:
      'name: g\nsignature:\n  - since: "7.1" # new\n    returns: void\n    params: [{ name: n, type: u32 }] # a\n  - { since: "6.19", until: "7.0", returns: int, params: [{ name: m, type: u32 }] }\n',
    after:
      'name: g\nsignature:\n  - since: "7.1" # new\n    returns: int\n    params: [{ name: n, type: u64 }] # a\n  - { since: "6.19", until: "7.0", returns: int, params: [{ name: n, type: u32 }] }\n',
  },
  {
    name: "releases that were built with it",
    before: 'name: f\nnot_built: { releases: ["6.18", "7.0"], why: Off. }\nerrors: []\n',
    after: 'name: f\nnot_built: { releases: ["6.18"], why: Off. }\nerrors: []\n',
  },
  {
    name: "the whole of it where none is left",
    before: 'name: f\nnot_built:\n  releases: ["7.0"]\n  why: Off.\nerrors: []\n',
    after: "name: f\nerrors: []\n",
  },
];

describe("a fix", () => {
  test.each(cases)("$name", ({ before, after }) => {
    const fixed = fix(before);
    expect(fixed.text).toBe(after);
    expect(fixed.findings).toEqual([]);
    expect(fix(fixed.text).text).toBe(after);
  });

  test("writes a list on lines of its own where it grows too long", () => {
    const types = Array.from(
      { length: 5 },
      (_, index) => `BPF_PROG_TYPE_${["EXT", "SYSCALL", "NETFILTER", "SK_LOOKUP", "SK_MSG"][index]}`,
    );
    const { text, findings } = fix(`name: f\nprogram_types: [${types.join(", ")}] # all\nerrors: []\n`);
    expect(text).toContain("program_types:\n  - BPF_PROG_TYPE_EXT\n");
    expect(text).toContain("  - BPF_PROG_TYPE_XDP\n");
    expect(text.endsWith("errors: []\n")).toBe(true);
    expect(findings).toEqual([]);
  });
});
