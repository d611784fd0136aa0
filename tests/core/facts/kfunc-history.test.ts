import { describe, expect, test } from "vitest";
import { kfuncHistories } from "../../../src/core/facts/kfunc-history.ts";
import { madeHistory, madeKfunc, madeRelease } from "../../drivers/made-kernels.ts";

const narrow = madeKfunc("int f(struct task_struct *p, u32 n)", ["KF_RCU"]);
const wide = madeKfunc("int f(struct task_struct *p, u64 n)", ["KF_RCU"]);

describe("the history of a kfunc", () => {
  test("begins in the oldest release that has it, after the one that lacks it", () => {
    const history = madeHistory("f", [["7.0", narrow], ["6.12", narrow], ["6.1"]]);
    expect(history).toMatchObject({ releases: ["7.0", "6.12"], first: { release: "6.12", after: "6.1" } });
    expect(history?.changes).toEqual([{ kind: "added", release: "6.12", after: "6.1" }]);
    expect(history?.removed).toBeUndefined();
  });

  test("that the oldest release has it is no change", () => {
    const history = madeHistory("f", [
      ["6.12", narrow],
      ["6.1", narrow],
    ]);
    expect(history).toMatchObject({ first: { release: "6.1" }, changes: [] });
    expect(history?.first.after).toBeUndefined();
  });

  test("says in which release another prototype shows, and where each held", () => {
    const history = madeHistory("f", [
      ["7.1", wide],
      ["7.0", wide],
      ["6.19", narrow],
      ["6.12", narrow],
    ]);
    expect(history?.prototypes.map(({ since, until }) => [since, until])).toEqual([
      ["7.0", "7.1"],
      ["6.12", "6.19"],
    ]);
    expect(history?.changes).toEqual([
      {
        kind: "prototype",
        release: "7.0",
        after: "6.19",
        difference: { returns: false, types: true, names: false },
        from: { returns: "int", params: narrow.params },
        to: { returns: "int", params: wide.params },
      },
    ]);
  });

  test("another spelling of a type is no change, another name of a parameter is one of names only", () => {
    const spelt = madeKfunc("int f(struct task_struct *p, unsigned int n)", ["KF_RCU"]);
    const respelt = {
      ...spelt,
      params: [spelt.params[0] ?? narrow.params[0], { name: "n", type: "unsigned" }],
    } as typeof spelt;
    expect(
      madeHistory("f", [
        ["7.0", respelt],
        ["6.12", spelt],
      ])?.changes,
    ).toEqual([]);
    const renamed = madeKfunc("int f(struct task_struct *p, u32 n__k)", ["KF_RCU"]);
    expect(
      madeHistory("f", [
        ["7.0", renamed],
        ["6.12", narrow],
      ])?.changes,
    ).toMatchObject([{ difference: { returns: false, types: false, names: true } }]);
  });

  test("ends where the newest release lacks it, and knows of a gap", () => {
    const gone = madeHistory("f", [["7.1"], ["7.0"], ["6.12", narrow]]);
    expect(gone?.removed).toEqual({ release: "7.0", after: "6.12" });
    const back = madeHistory("f", [["7.1", narrow], ["7.0"], ["6.12", narrow]]);
    expect(back?.removed).toBeUndefined();
    expect(back?.changes.map(({ kind, release }) => [kind, release])).toEqual([
      ["added", "7.1"],
      ["removed", "7.0"],
    ]);
    expect(back?.prototypes).toHaveLength(2);
  });

  test("tells that it moved to a module", () => {
    const moved = { ...narrow, module: "nf_conntrack" };
    expect(
      madeHistory("f", [
        ["7.0", moved],
        ["6.12", narrow],
      ])?.changes,
    ).toEqual([{ kind: "module", release: "7.0", after: "6.12", from: "vmlinux", to: "nf_conntrack" }]);
  });
});

describe("flags", () => {
  const prototype = "struct task_struct *f(struct task_struct *p)";
  const change = (older: readonly [string, Parameters<typeof madeKfunc>[1]], newer: typeof older) =>
    madeHistory("f", [
      [newer[0], madeKfunc(prototype, newer[1])],
      [older[0], madeKfunc(prototype, older[1])],
    ])?.changes;

  test("one that comes or goes is a change", () => {
    expect(change(["6.1", ["KF_ACQUIRE"]], ["6.12", ["KF_ACQUIRE", "KF_RCU"]])).toMatchObject([
      { kind: "flags", added: ["KF_RCU"], removed: [], trusted: false },
    ]);
  });

  test("KF_TRUSTED_ARGS that is gone from 7.0 on is none", () => {
    expect(change(["6.19", ["KF_TRUSTED_ARGS"]], ["7.0", []])).toEqual([]);
    expect(change(["6.12", ["KF_TRUSTED_ARGS"]], ["6.19", []])).toMatchObject([{ removed: ["KF_TRUSTED_ARGS"] }]);
  });

  test("pointers that nobody checked are checked from 7.0 on", () => {
    expect(change(["6.19", []], ["7.0", []])).toMatchObject([{ kind: "flags", added: [], removed: [], trusted: true }]);
    for (const flag of ["KF_RCU", "KF_RELEASE"] as const) expect(change(["6.19", [flag]], ["7.0", [flag]])).toEqual([]);
    expect(change(["7.0", []], ["7.1", []])).toEqual([]);
  });

  test("are those of all its sets", () => {
    const fact = madeKfunc(prototype, ["KF_ACQUIRE"]);
    const second = { set: "other_set", flags: ["KF_SLEEPABLE" as const], registered_for: ["BPF_PROG_TYPE_SYSCALL"] };
    const both = { ...fact, sets: [...fact.sets, second] };
    expect(
      madeHistory("f", [
        ["6.12", both],
        ["6.1", fact],
      ])?.changes,
    ).toMatchObject([{ added: ["KF_SLEEPABLE"] }]);
  });
});

test("a name that took another's place is known from both ends", () => {
  const old = madeKfunc("void *bpf_obj_new_impl(u64 id, void *meta__ign)");
  const histories = kfuncHistories([
    madeRelease("7.0", { bpf_obj_new: madeKfunc("void *bpf_obj_new(u64 id)"), bpf_obj_new_impl: old }),
    madeRelease("6.12", { bpf_obj_new_impl: old, lonely_impl: old }),
  ]);
  expect(histories.get("bpf_obj_new_impl")?.successor).toBe("bpf_obj_new");
  expect(histories.get("bpf_obj_new")?.predecessor).toBe("bpf_obj_new_impl");
  expect(histories.get("lonely_impl")?.successor).toBeUndefined();
});
