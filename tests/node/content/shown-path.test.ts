import { mkdirSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { errorAt } from "../../../src/core/diagnostics/error-at.ts";
import { showPath, showPlaces } from "../../../src/node/content/shown-path.ts";
import { temporaryFolder } from "../../drivers/temporary-folder.ts";
import { project } from "../build/content-copy.ts";

const source = { path: "content/kfuncs/a/b.yaml", text: "name: b" };

afterEach(() => vi.restoreAllMocks());

test("the project's own folder is shown as it is called", () => {
  const finding = errorAt({ source, start: 0, end: 4 }, "spec/file-name", "Wrong");
  expect(showPlaces([finding], join(project, "content"))).toEqual([finding]);
});

test.each([
  { where: "far from it", from: () => "/far/away/from/all/that/is/here", shownAs: (folder: string) => folder },
  { where: "beside it", from: dirname, shownAs: (folder: string) => basename(folder) },
])("another folder's files are shown from where the user is: $where", ({ from, shownAs }) => {
  const folder = temporaryFolder();
  vi.spyOn(process, "cwd").mockReturnValue(from(folder));
  const name = shownAs(folder);
  const finding = errorAt({ source, start: 0, end: 4 }, "spec/file-name", "Wrong in content/kfuncs", {
    notes: [{ message: "beside it", place: { source, start: 0, end: 4 } }, { message: "compile mycontent/x" }],
    help: "add content/kfuncs/a/c.yaml",
  });
  const [shown] = showPlaces([finding], folder);
  expect(shown).toMatchObject({
    message: `Wrong in ${name}/kfuncs`,
    place: { source: { path: `${name}/kfuncs/a/b.yaml`, text: source.text } },
    notes: [{ place: { source: { path: `${name}/kfuncs/a/b.yaml` } } }, { message: "compile mycontent/x" }],
    help: `add ${name}/kfuncs/a/c.yaml`,
  });
  mkdirSync(join(folder, "kernels"));
  expect(showPath(folder)("content/kernels/7.3")).toBe(`${name}/kernels/7.3`);
});

test("kernel facts are shown where they come from", () => {
  const folder = temporaryFolder();
  expect(showPath(folder)("content/kernels/7.3")).toBe(`${relative(process.cwd(), project) || ""}content/kernels/7.3`);
});
