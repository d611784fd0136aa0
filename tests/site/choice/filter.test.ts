import { expect, test } from "vitest";
import {
  type Filter,
  type FilterRow,
  matches,
  printFilter,
  readFilter,
} from "../../../src/site/islands/kfunc-filter/filter.ts";

const row: FilterRow = {
  name: "bpf_xdp_get_xfrm_state",
  summary: "Looks up the security association.",
  family: "xfrm",
  flags: "KF_ACQUIRE KF_RET_NULL",
  returns: "pointer",
  errors: "NULL ENOENT",
  example: "yes",
};

test.each<[Filter, boolean]>([
  [{}, true],
  [{ q: "XFRM state" }, true],
  [{ q: "security xdp" }, true],
  [{ q: "skb" }, false],
  [{ family: "xfrm" }, true],
  [{ family: "xf" }, false],
  [{ flag: "KF_ACQUIRE" }, true],
  [{ flag: "KF_RET" }, false],
  [{ returns: "number" }, false],
  [{ error: "ENOENT", returns: "pointer" }, true],
  [{ error: "EINVAL" }, false],
  [{ example: "yes" }, true],
])("%j: %j", (filter, isShown) => expect(matches(row, filter)).toBe(isShown));

test("a row without an example is left out where one is asked for", () => {
  expect(matches({ ...row, example: "no" }, { example: "yes" })).toBe(false);
});

test("the address holds what is asked for, and nothing else", () => {
  const filter = { q: "get state", type: "XDP", release: "6.12", flag: "KF_ACQUIRE", example: "yes" };
  expect(readFilter(printFilter(filter))).toEqual(filter);
  expect(printFilter({})).toBe("");
  expect(readFilter("?other=1&type=&flag=KF_RCU")).toEqual({ flag: "KF_RCU" });
});
