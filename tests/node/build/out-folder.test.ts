import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkOut } from "../../../src/node/build/out-folder.ts";
import { temporaryFolder } from "../../drivers/temporary-folder.ts";

test("pages replace those of an earlier build, or nothing", () => {
  const folder = temporaryFolder();
  const content = join(folder, "content");
  const [pages, other, empty] = ["pages", "other", "empty"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  for (const each of [content, pages, other, empty]) mkdirSync(each);
  writeFileSync(join(pages, "index.html"), "");
  writeFileSync(join(other, "thesis.txt"), "");
  for (const out of [pages, empty, join(folder, "new")]) expect(() => checkOut(out, content, [])).not.toThrow();
  expect(() => checkOut(other, content, [])).toThrow("holds something else than pages");
  expect(() => checkOut(folder, content, [])).toThrow("in which");
  expect(() => checkOut(pages, content, [join(pages, "project")])).toThrow("in which");
  expect(() => checkOut(join(content, "dist"), content, [])).toThrow("is in the content folder");
});
