import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nameOfTarget, targetIn } from "../../../src/node/verify/name-of-target.ts";
import { temporaryFolder } from "../../drivers/temporary-folder.ts";
import { project } from "../build/content-copy.ts";

test.each([
  ["xfrm/replay-window#leak", "xfrm/replay-window#leak"],
  ["content/examples/xfrm/replay-window.bpf.c#leak", "xfrm/replay-window#leak"],
  ["examples/xfrm/", "xfrm"],
  ["../docs/examples/xfrm/own.h", "xfrm"],
])("%s means %s", (target, name) => expect(nameOfTarget(target)).toBe(name));

test.each([
  ["content/examples/xfrm/replay-window.bpf.c", "xfrm/replay-window"],
  ["content/examples/../examples/xfrm/replay-window.yaml#leak", "xfrm/replay-window#leak"],
  ["content/examples/xfrm", "xfrm"],
  ["content/kfuncs", "content/kfuncs"],
  ["xfrm/gone.bpf.c", "xfrm/gone"],
])("of files that are there, %s means %s", (target, name) => {
  expect(targetIn(join(project, "content"), target)).toBe(name);
});

test("a file of another folder is told where it would have to stand", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "examples"));
  const file = join(folder, "prog.bpf.c");
  writeFileSync(file, "");
  expect(() => targetIn(join(project, "content"), file)).toThrow(`prog.bpf.c is no file of an example: those stand in`);
  expect(() => targetIn(folder, file)).toThrow("is no file of an example");
});
