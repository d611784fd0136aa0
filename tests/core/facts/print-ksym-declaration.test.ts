import { describe, expect, test } from "vitest";
import { printKsymDeclaration } from "../../../src/core/facts/print-ksym-declaration.ts";
import type { Prototype } from "../../../src/core/facts/prototype.ts";

const kfunc = (name: string, returns: string, ...params: [type: string, name: string][]): [string, Prototype] => [
  name,
  { returns, params: params.map(([type, parameter]) => ({ type, name: parameter })) },
];

describe("the declaration to copy", () => {
  test("is one line where it fits in 80 columns", () => {
    const release = kfunc("bpf_xdp_xfrm_state_release", "void", ["struct xfrm_state *", "x"]);
    expect(printKsymDeclaration(...release)).toBe(
      "extern void bpf_xdp_xfrm_state_release(struct xfrm_state *x) __ksym;",
    );
  });

  test("has a parameter a line behind a tab where it does not", () => {
    const lookup = kfunc(
      "bpf_xdp_get_xfrm_state",
      "struct xfrm_state *",
      ["struct xdp_md *", "ctx"],
      ["struct bpf_xfrm_state_opts *", "opts"],
      ["u32", "opts__sz"],
    );
    expect(printKsymDeclaration(...lookup).split("\n")).toEqual([
      "extern struct xfrm_state *bpf_xdp_get_xfrm_state(",
      "\tstruct xdp_md *ctx,",
      "\tstruct bpf_xfrm_state_opts *opts,",
      "\tu32 opts__sz) __ksym;",
    ]);
  });

  test.each([
    [80, false],
    [81, true],
  ])("of %i columns is broken: %s", (width, broken) => {
    const name = "k".repeat(width - "extern void (u32 n) __ksym;".length);
    expect(printKsymDeclaration(...kfunc(name, "void", ["u32", "n"])).includes("\n")).toBe(broken);
  });

  test("writes the name of a callback where C has it", () => {
    const add = kfunc("f", "int", ["bool (*)(struct bpf_rb_node *, u64)", "less"]);
    expect(printKsymDeclaration(...add)).toBe("extern int f(bool (*less)(struct bpf_rb_node *, u64)) __ksym;");
  });

  test("says void where there is no parameter", () =>
    expect(printKsymDeclaration(...kfunc("bpf_rcu_read_lock", "void"))).toBe(
      "extern void bpf_rcu_read_lock(void) __ksym;",
    ));
});
