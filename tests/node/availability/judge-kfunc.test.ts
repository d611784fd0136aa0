import { expect, test } from "vitest";
import type { KfuncFlag } from "../../../src/core/uapi/kfunc-flags.ts";
import type { ProgramType } from "../../../src/core/uapi/program-types.ts";
import type { CandidateForm } from "../../../src/node/availability/forms.ts";
import { judgeKfunc, type Trial } from "../../../src/node/availability/judge-kfunc.ts";

const form = (sleepable: boolean): CandidateForm => ({
  facts: { name: sleepable ? "fentry.s" : "fentry", program_type: "BPF_PROG_TYPE_TRACING", sleepable },
  load: { programType: 26, attachType: 24, flags: 0, isDeviceBound: false },
});

/** Answers at the call, which is the first instruction, or none where the guest went down. */
const trial = (...messages: readonly string[]): Trial => ({
  program: { bytes: new Uint8Array(), callSlot: 0 },
  answers:
    messages.length === 0
      ? undefined
      : messages.map((message) => ({ errno: 22, log: `0: (85) call bpf_key_use#7\n${message}` })),
});

const excuse = "arg#0 pointer type STRUCT bpf_key must point to scalar, or struct with scalar";
const asleep = "kernel function bpf_key_use is sleepable but the program is not";

interface Case {
  readonly says: string;
  readonly release: string;
  readonly flags: readonly KfuncFlag[];
  readonly minimal: Trial;
  readonly recipe?: Trial;
  readonly holders?: ReadonlySet<ProgramType>;
  readonly verdicts: readonly string[];
}

const cases: readonly Case[] = [
  {
    says: "arguments come last",
    release: "6.12",
    flags: ["KF_SLEEPABLE"],
    minimal: trial(excuse, excuse),
    verdicts: ["allowed", "allowed"],
  },
  {
    says: "v6.1 asks last whether it sleeps",
    release: "6.1",
    flags: ["KF_SLEEPABLE"],
    minimal: trial(excuse, excuse),
    verdicts: ["unknown", "allowed"],
  },
  {
    says: "of one that never sleeps v6.1 has nothing to ask",
    release: "6.1",
    flags: [],
    minimal: trial(excuse, excuse),
    verdicts: ["allowed", "allowed"],
  },
  {
    says: "a recipe decides",
    release: "6.1",
    flags: ["KF_SLEEPABLE"],
    minimal: trial(excuse, excuse),
    recipe: trial(asleep, excuse),
    verdicts: ["barred", "allowed"],
  },
  {
    says: "a recipe is not asked where the minimal program decides",
    release: "6.1",
    flags: [],
    minimal: trial(asleep, excuse),
    recipe: trial("what now", excuse),
    verdicts: ["barred", "allowed"],
  },
  {
    says: "what the verifier lets pass is barred where programs have no such context",
    release: "7.3",
    flags: [],
    minimal: trial(excuse, asleep),
    holders: new Set(["BPF_PROG_TYPE_XDP"]),
    verdicts: ["barred", "barred"],
  },
  {
    says: "and is allowed where they have it",
    release: "7.3",
    flags: [],
    minimal: trial(excuse, excuse),
    holders: new Set(["BPF_PROG_TYPE_TRACING"]),
    verdicts: ["allowed", "allowed"],
  },
  {
    says: "a guest that went down says nothing",
    release: "7.3",
    flags: [],
    minimal: trial(),
    verdicts: ["unknown", "unknown"],
  },
];

test.each(cases)("$says ($release)", ({ release, flags, minimal, recipe, holders, verdicts }) => {
  const fact = {
    module: "vmlinux",
    returns: "void",
    params: [],
    sets: [{ set: "s", flags: [...flags], registered_for: [] }],
    decl_tags: [],
  };
  const judged = judgeKfunc(
    { kfunc: "bpf_key_use", fact, minimal, holders, ...(recipe && { recipe }) },
    [form(false), form(true)],
    release,
  );
  expect(judged.map(({ kind }) => kind)).toEqual(verdicts);
});
