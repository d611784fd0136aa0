import { describe, expect, test } from "vitest";
import { availabilityFileSchema } from "../../../src/core/facts/availability-file.ts";
import type { KfuncVerdict } from "../../../src/core/verifier/kfunc-verdict.ts";
import { checkRegistrations } from "../../../src/node/availability/check-registrations.ts";
import type { CandidateForm } from "../../../src/node/availability/forms.ts";
import { summarise } from "../../../src/node/availability/summarise.ts";

const form = (name: string, type: "XDP" | "TRACING" | "KPROBE"): CandidateForm => ({
  facts: { name, program_type: `BPF_PROG_TYPE_${type}`, sleepable: name.endsWith(".s") },
  load: { programType: 0, attachType: 0, flags: 0, isDeviceBound: false },
});

const forms = [form("xdp", "XDP"), form("xdp.frags", "XDP"), form("fentry", "TRACING"), form("fentry.s", "TRACING")];

/** A letter a form: allowed, barred, unloadable, unknown. */
const kinds = { a: "allowed", b: "barred", l: "unloadable", u: "unknown" } as const;

function judged(kfunc: string, letters: string, because = "state") {
  const verdicts = [...letters].map((letter): KfuncVerdict => ({ kind: kinds[letter as "a"], because }));
  return { kfunc, verdicts };
}

const all = (...rows: ReturnType<typeof judged>[]) => summarise("7.3", "7.3.4-test", forms, rows);

describe("the file of what was measured", () => {
  const { file, problems } = all(judged("one", "aabb"), judged("trap", "llll"), judged("two", "bbba"));

  test("has forms with the same answers in one class, numbered in the order of the forms", () => {
    expect(file.forms.map((each) => each.class)).toEqual([0, 0, 1, 2]);
  });

  test("has the classes that may call each kfunc", () => {
    expect(file.allowed).toEqual({ one: [0], two: [2] });
  });

  test("says why a kfunc that no program can call was not measured", () => {
    expect(Object.keys(file.unmeasured)).toEqual(["trap"]);
    expect(file.unmeasured.trap).toMatch(/^the verifier refuses .*[^.]$/);
  });

  test("is in the form that is written down", () => {
    expect(availabilityFileSchema.parse(file)).toEqual(file);
    expect(problems).toEqual([]);
  });

  test("a kfunc that is allowed nowhere was measured all the same", () => {
    expect(all(judged("none", "bbbb")).file).toMatchObject({ allowed: { none: [] }, unmeasured: {} });
  });
});

test("an answer that is not understood is a problem, told once with some of its forms", () => {
  const { problems } = all(judged("one", "uuuu", "none of the known messages\nwhat now"), judged("two", "aaaa"));
  expect(problems).toEqual(["one in xdp, xdp.frags, fentry and 1 more: none of the known messages\nwhat now"]);
});

test("a kfunc that only some forms can't load is a problem", () => {
  expect(all(judged("one", "llaa")).problems).toEqual(["one: only some forms say that it can't be loaded"]);
});

test("a kfunc that can't be loaded where it is registered, and is barred elsewhere, was not measured", () => {
  const { file, problems } = all(judged("unstripped", "bllb", "linkage"), judged("one", "abab"));
  expect(problems).toEqual([]);
  expect(Object.keys(file.allowed)).toEqual(["one"]);
  expect(file.unmeasured.unstripped).toContain("no program which calls it can be loaded");
});

test("what is allowed although no registration is for it is a problem, what is refused in spite of one is not", () => {
  const fact = (type: string) => ({
    module: "vmlinux",
    returns: "void",
    params: [],
    sets: [{ set: "a_set", flags: [], registered_for: [`BPF_PROG_TYPE_${type}`] }],
    decl_tags: [],
  });
  const kfuncs = { release: "7.3", kfuncs: { one: fact("XDP"), two: fact("TRACING") } };
  const { wider, narrowed, agreed, problems } = checkRegistrations(kfuncs, forms, [
    judged("one", "aaab"),
    judged("two", "bbba"),
  ]);
  expect({ wider, narrowed, agreed }).toEqual({ wider: 1, narrowed: 1, agreed: 6 });
  expect(problems).toEqual(["one in fentry: allowed, but not registered for the type"]);
});
