import { describe, expect, test } from "vitest";
import { kfuncIndexView } from "../../src/site/view/index-view.ts";
import { kfuncView } from "../../src/site/view/kfunc-view.ts";
import { suffixMeaning } from "../../src/site/view/parameter-suffix.ts";
import { phraseText } from "../../src/site/view/phrase.ts";
import { unwrittenOf } from "../../src/site/view/unwritten-view.ts";
import { form, kfuncOf, modelOf } from "./sample-releases.ts";

const model = modelOf([
  {
    release: "7.1",
    kfuncs: {
      bpf_known: {
        params: [
          ["buffer", "void *"],
          ["buffer__szk", "u32"],
        ],
        flags: ["KF_SLEEPABLE"],
        module: "nf_sample",
        from: ["xdp"],
      },
    },
    forms: [form("xdp", "XDP")],
  },
  { release: "7.0", kfuncs: { bpf_former: {} } },
]);
const view = kfuncView(model, kfuncOf(model, "bpf_known"));
const lineOf = (name: string) => kfuncView(model, kfuncOf(model, name)).line.map(phraseText);

describe("the page of a kfunc that nobody has described", () => {
  test("says in one line since when, from where and whether it may sleep", () => {
    expect(lineOf("bpf_known")).toEqual(["Since Linux 7.1", "XDP", "module nf_sample", "may sleep"]);
    expect(lineOf("bpf_former")).toEqual(["In Linux 7.0 already", "no longer in Linux 7.1", "built in"]);
  });

  test("says what nobody has written, and where to write it", () => {
    expect(view.unwritten).toMatchObject({
      parts: "what it does, what its parameters mean, what it returns, which errors it gives and how it is used",
      files: ["content/kfuncs/known/bpf_known.yaml", "content/kfuncs/known/bpf_known.md"],
    });
  });

  test("names the page alone where all is written but that", () => {
    const known = kfuncOf(model, "bpf_known");
    const params = known.params.map((param) => ({ ...param, text: "What it is." }));
    const whole = { ...known, params, errors: [], spec: { ...known.spec, summary: "Knows.", returns: "Zero." } };
    expect(unwrittenOf(model, whole, false)).toMatchObject({
      parts: "how it is used",
      files: ["content/kfuncs/known/bpf_known.md"],
    });
    expect(unwrittenOf(model, whole, true)).toBeUndefined();
  });

  test("says what the end of a parameter's name asks of the caller", () => {
    expect(view.parameters.map(({ rule }) => rule)).toEqual([
      undefined,
      "The size in bytes of what the parameter before it points to, a constant that the verifier knows.",
    ]);
    expect(suffixMeaning("map__const_map")).toContain("by name");
    expect(suffixMeaning("opts__sz")).not.toBe(suffixMeaning("opts__szk"));
  });

  test("names the set that registers it", () => {
    expect(view.sets.map(({ words }) => phraseText(words))).toEqual([
      "Registered in the set sample_set for BPF_PROG_TYPE_XDP.",
    ]);
  });
});

test("the index of kfuncs has those of older releases too, with what a filter asks", () => {
  const { summary, families } = kfuncIndexView(model);
  expect(summary).toBe("The 1 kfunc of Linux 7.1, and 1 kfunc of older releases.");
  expect(families.flatMap(({ rows }) => rows)).toMatchObject([
    { name: "bpf_former", until: "7.0", data: { module: "vmlinux" } },
    { name: "bpf_known", isDescribed: false, data: { types: "XDP", flags: "KF_SLEEPABLE", family: "known" } },
  ]);
});
