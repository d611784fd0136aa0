import { describe, expect, test } from "vitest";
import { flagView } from "../../src/site/view/flag-view.ts";
import { historyEntries } from "../../src/site/view/history-view.ts";
import { kfuncView } from "../../src/site/view/kfunc-view.ts";
import { phraseText } from "../../src/site/view/phrase.ts";
import { releaseRows, releaseView } from "../../src/site/view/release-view.ts";
import { form, kfuncOf, modelOf } from "./sample-releases.ts";

const forms = [form("xdp", "XDP"), form("tc", "SCHED_CLS")];
const task: [string, string] = ["p", "struct task_struct *"];

const model = modelOf([
  {
    release: "7.1",
    kfuncs: { bpf_a: { params: [task, ["n", "u64"]], flags: ["KF_RCU"], from: ["tc"] }, bpf_new: { from: ["xdp"] } },
    forms,
  },
  {
    release: "7.0",
    kfuncs: { bpf_a: { params: [task], flags: ["KF_SLEEPABLE"], from: ["xdp"] }, bpf_new_impl: {}, bpf_gone: {} },
    forms,
  },
  { release: "6.12", kfuncs: { bpf_a: { params: [task], flags: ["KF_SLEEPABLE", "KF_TRUSTED_ARGS"] }, bpf_gone: {} } },
]);

const toldOf = (name: string) =>
  historyEntries(model, kfuncOf(model, name)).map(({ when, changes }) => [
    when,
    changes.map(({ words }) => phraseText(words)),
  ]);

describe("the history of a kfunc", () => {
  test("has each change with its release, the newest first", () => {
    expect(toldOf("bpf_a")).toEqual([
      [
        "7.1",
        [
          "Its parameters changed.",
          "Registered with KF_RCU from here on.",
          "No longer registered with KF_SLEEPABLE.",
          "May now be called from programs of type SCHED_CLS.",
          "May no longer be called from programs of type XDP.",
        ],
      ],
      ["6.12", ["There already."]],
    ]);
  });

  test("shows a prototype before and after", () => {
    const [newest] = historyEntries(model, kfuncOf(model, "bpf_a"));
    expect(newest?.changes[0]).toMatchObject({
      from: "int bpf_a(struct task_struct *p);",
      to: "int bpf_a(struct task_struct *p, u64 n);",
    });
  });

  test("tells the release that a spec states of the first time only, where a kfunc came back", () => {
    const again = modelOf([
      { release: "7.1", kfuncs: { bpf_back: {} } },
      { release: "7.0", kfuncs: {} },
      { release: "6.12", kfuncs: { bpf_back: {} } },
      { release: "6.1", kfuncs: {} },
    ]);
    const kfunc = { ...kfuncOf(again, "bpf_back"), since: { version: "6.5" } };
    expect(historyEntries(again, kfunc).map(({ when }) => when)).toEqual(["7.1", "after 6.12, by 7.0", "6.5"]);
  });

  test("says between which releases a kfunc came, and when it went", () => {
    expect(toldOf("bpf_new_impl")).toEqual([
      ["7.1", ["Removed."]],
      ["after 6.12, by 7.0", ["Came into the kernel."]],
    ]);
  });

  test("links a kfunc with the one that took its place", () => {
    expect(kfuncView(model, kfuncOf(model, "bpf_new_impl")).renamed.successor?.href).toBe("/kfuncs/bpf_new/");
    expect(kfuncView(model, kfuncOf(model, "bpf_new")).renamed.predecessor?.name).toBe("bpf_new_impl");
  });
});

describe("the page of a release", () => {
  const view = releaseView(model, model.kernels[0] as (typeof model.kernels)[number]);

  test("counts and lists what came, went and changed since the release before", () => {
    expect(view.summary).toBe(
      "2 kfuncs in Linux 7.1; since 7.0: 1 added, 2 removed, 1 with another prototype, 1 with other flags.",
    );
    expect(view.added.flatMap(({ names }) => names.map(({ name }) => name))).toEqual(["bpf_new"]);
    expect(view.removed.flatMap(({ names }) => names.map(({ name }) => name)).sort()).toEqual([
      "bpf_gone",
      "bpf_new_impl",
    ]);
    expect(view.prototypes.map(({ name }) => name)).toEqual(["bpf_a"]);
  });

  test("names kfuncs with the same change of flags together", () => {
    expect(view.flags.map(({ change, names }) => [phraseText(change.words), names.map(({ name }) => name)])).toEqual([
      ["Registered with KF_RCU from here on.", ["bpf_a"]],
      ["No longer registered with KF_SLEEPABLE.", ["bpf_a"]],
    ]);
  });

  test("tells by program type what it may call now and what no longer", () => {
    expect(view.types.map(({ type, gained, lost }) => [type.short, gained.length, lost.length])).toEqual([
      ["SCHED_CLS", 1, 0],
      ["XDP", 0, 1],
    ]);
  });

  test("says where its facts come from", () => {
    expect(view.provenance.map(({ name }) => name)).toContain("SHA-256 of the package");
  });

  test("is listed with its figures; the oldest has nothing to compare with", () => {
    expect(releaseRows(model).map(({ name, added, prototypes }) => [name, added, prototypes])).toEqual([
      ["7.1", 1, 1],
      ["7.0", 1, 0],
      ["6.12", 0, 0],
    ]);
  });
});

test("a flag's page lists the kfuncs that carry it and those that did", () => {
  const view = flagView(model, "KF_SLEEPABLE");
  expect(view.families).toEqual([]);
  expect(view.former).toMatchObject([{ name: "bpf_a", releases: "6.12 – 7.0" }]);
  expect(flagView(model, "KF_RCU").families[0]?.rows.map(({ name }) => name)).toEqual(["bpf_a"]);
});
