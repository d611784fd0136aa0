import { describe, expect, test } from "vitest";
import { contradiction, measuredVersion, sinceOf } from "../../../src/core/facts/since.ts";
import { isRelease, releaseAfter } from "../../../src/core/spec/versions.ts";
import { madeHistory, madeKfunc } from "../../drivers/made-kernels.ts";

const fact = madeKfunc("int f(void)");
const gap = madeHistory("f", [["6.16", fact], ["6.12"], ["6.1"]]);
const exact = madeHistory("f", [["7.0", fact], ["6.19"]]);
const oldest = madeHistory("f", [
  ["6.12", fact],
  ["6.1", fact],
]);
if (!gap || !exact || !oldest) throw new Error("a history is missing");

test.each([
  ["6.1", "6.2"],
  ["6.19", "7.0"],
  ["5.19", "6.0"],
  ["4.20", "5.0"],
])("the release after %s is %s", (version, next) => expect(releaseAfter(version)).toBe(next));

test("some releases there never were", () => {
  expect(["6.20", "5.20", "4.21"].map(isRelease)).toEqual([false, false, false]);
  expect(["6.19", "7.3", "9.50"].map(isRelease)).toEqual([true, true, true]);
});

test("two releases in a row leave no doubt", () => {
  expect(measuredVersion(exact)).toBe("7.0");
  expect([gap, oldest].map(measuredVersion)).toEqual([undefined, undefined]);
});

test("what a spec states counts between its bounds, what the kernels show otherwise", () => {
  expect(sinceOf({ version: "6.13", commit: "0123456789ab" }, gap)).toEqual({
    version: "6.13",
    commit: "0123456789ab",
    after: "6.12",
    measured: "6.16",
  });
  expect(sinceOf(undefined, gap)).toEqual({ after: "6.12", measured: "6.16" });
  expect(sinceOf(undefined, exact)).toEqual({ version: "7.0", after: "6.19", measured: "7.0" });
  expect(sinceOf({ version: "6.4" }, undefined)).toEqual({ version: "6.4" });
});

describe("a stated release is impossible", () => {
  test.each([
    ["6.12", { release: "6.12", has: false }],
    ["6.1", { release: "6.12", has: false }],
    ["6.13", undefined],
    ["6.16", undefined],
    ["6.17", { release: "6.16", has: true }],
  ])("since %s: %o", (version, expected) => expect(contradiction(version, gap)).toEqual(expected));

  test("but not by a kernel that was built without it", () => {
    const scheduler = madeHistory("scx_bpf_now", [["6.16", fact], ["6.12"], ["6.1"]]);
    expect(scheduler).toMatchObject({ unbuilt: ["6.12"], lacking: ["6.1"], first: { release: "6.16", after: "6.1" } });
    expect(scheduler && contradiction("6.12", scheduler)).toBeUndefined();
    expect(scheduler && contradiction("6.1", scheduler)).toEqual({ release: "6.1", has: false });
  });
});
