import { mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { errorAt } from "../../../src/core/diagnostics/error-at.ts";
import { showPath, showPlaces } from "../../../src/node/content/shown-path.ts";
import { project, temporaryFolder } from "../build/content-copy.ts";

const source = { path: "content/kfuncs/a/b.yaml", text: "name: b" };

test("the project's own folder is shown as it is called", () => {
  const finding = errorAt({ source, start: 0, end: 4 }, "spec/file-name", "Wrong");
  expect(showPlaces([finding], join(project, "content"))).toEqual([finding]);
});

test("another folder's files are shown from where the user is, and kernel facts where they come from", () => {
  const folder = temporaryFolder();
  const finding = errorAt({ source, start: 0, end: 4 }, "spec/file-name", "Wrong in content/kfuncs", {
    notes: [{ message: "beside it", place: { source, start: 0, end: 4 } }, { message: "compile mycontent/x" }],
    help: "add content/kfuncs/a/c.yaml",
  });
  const [shown] = showPlaces([finding], folder);
  expect(shown).toMatchObject({
    message: `Wrong in ${folder}/kfuncs`,
    place: { source: { path: `${folder}/kfuncs/a/b.yaml`, text: source.text } },
    notes: [{ place: { source: { path: `${folder}/kfuncs/a/b.yaml` } } }, { message: "compile mycontent/x" }],
    help: `add ${folder}/kfuncs/a/c.yaml`,
  });
  expect(showPath(folder)("content/kernels/7.3")).toBe(`${relative(process.cwd(), project) || ""}content/kernels/7.3`);
  mkdirSync(join(folder, "kernels"));
  expect(showPath(folder)("content/kernels/7.3")).toBe(`${folder}/kernels/7.3`);
});
