import { describe, expect, test } from "vitest";
import { chooseRuns } from "../../../src/node/verify/choose-runs.ts";

const keys = [
  "xfrm/replay-window#leak",
  "xfrm/replay-window#slice-overrun",
  "xfrm/replay#leak",
  "dynptr/from-xdp#created",
];
const runs = keys.map((key) => ({ key }));
const [leak, overrun, other] = keys;

describe("names of what is to run", () => {
  test.each([
    ["none", [], keys],
    ["a folder", ["xfrm"], [leak, overrun, other]],
    ["a folder as a shell completes it", ["xfrm/"], [leak, overrun, other]],
    ["an example, whose name begins another's", ["xfrm/replay"], [other]],
    ["a scenario", ["xfrm/replay-window#leak"], [leak]],
    [
      "one twice and another",
      ["xfrm/replay#leak", "xfrm/replay#leak", "dynptr/from-xdp"],
      [other, "dynptr/from-xdp#created"],
    ],
  ])("%s", (_, names, chosen) => {
    expect(chooseRuns(runs, names).map(({ key }) => key)).toEqual(chosen);
  });

  test("all that mean nothing are told together", () => {
    const names = ["xfr", "xfrm/replay-win", "xfrm", "xfrm/replay#lea"];
    expect(() => chooseRuns(runs, names)).toThrow(
      "No scenario that can run is named xfr, xfrm/replay-win, xfrm/replay#lea",
    );
  });
});
