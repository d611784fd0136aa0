import { expect, test } from "vitest";
import { canBuild, examineMachine } from "../../../src/node/doctor/examine-machine.ts";
import { printMachine } from "../../../src/node/doctor/print-machine.ts";
import { type Machine, thisMachine } from "../../../src/node/set-up/machine.ts";

const here = thisMachine();

/** This machine as one would see it who has nothing in PATH but some package manager. */
const bare = (manager: string | undefined, environment: NodeJS.ProcessEnv = {}): Machine => ({
  ...here,
  environment: { PATH: "/nowhere", ...environment },
  isRoot: false,
  has: (command) => command === manager,
  ask: () => undefined,
});

test("what is here is told with its version", () => {
  const examined = examineMachine(here, "/nowhere");
  expect(examined.find(({ name }) => name === "clang for BPF")?.found).toMatch(/clang version \d+.*, \//);
  expect(examined.find(({ name }) => name === "Node")?.found).toContain(process.version);
  expect(canBuild(examined)).toBe(true);
  expect(printMachine(examined)).toContain("Builds can be made here.");
});

test.each([
  ["apt-get", "sudo apt-get install -y --no-install-recommends clang-19"],
  ["brew", "brew install llvm"],
  [undefined, "Install clang 16 or newer with the BPF target, or name one by CLANG=<path>."],
])("where clang is missing and there is %s, the command is said and no build can be made", (manager, remedy) => {
  const examined = examineMachine(bare(manager), "/nowhere");
  expect(examined.find(({ name }) => name === "clang for BPF")).toMatchObject({ remedy });
  expect(canBuild(examined)).toBe(false);
  expect(printMachine(examined)).toContain(`clang for BPF is missing: it compiles the examples.\n    ${remedy}\n`);
});

test("a variable that names nothing is named", () => {
  const examined = examineMachine(bare("apt-get", { CLANG: "/nowhere/clang" }), "/nowhere");
  expect(examined.find(({ name }) => name === "clang for BPF")).toMatchObject({
    reasons: ["$CLANG names /nowhere/clang, which is not an executable file"],
    remedy: "$CLANG is set: correct it or unset it.",
  });
});

test("what only the tests and a real Linux need does not keep from building", () => {
  const missing = examineMachine(here, "/nowhere").map((each) => {
    if (each.purpose === "build") return each;
    const { found: _, ...rest } = each;
    return rest;
  });
  expect(canBuild(missing)).toBe(true);
  expect(printMachine(missing)).toContain("A fetched kernel is missing");
});
