import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newExample } from "../../../src/node/drafts/new-example.ts";
import { tryExample } from "../../../src/node/drafts/try-example.ts";
import { sharedCache } from "../../drivers/shared-cache.ts";
import { copyContent, fixFolder, project } from "../build/content-copy.ts";

const [firstPage = ""] = readFileSync(join(project, "CONTRIBUTING.md"), "utf8").split("## A page for a kfunc");
const block = (language: string) => new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(firstPage)?.[1] ?? "";

test("the worked example of CONTRIBUTING is what is drafted, and its scenarios do what they say", async () => {
  const content = copyContent();
  newExample(content, "arena/guard", ["bpf_arena_reserve_pages"]);
  const drafted = readFileSync(join(content, "examples/arena/guard.bpf.c"), "utf8");
  const lines = block("c").split("\n");
  expect(lines.length).toBeGreaterThan(8);
  expect(lines.filter((line) => !drafted.includes(line))).toEqual([]);
  const file = join(content, "examples/arena/guard.yaml");
  const [head = ""] = readFileSync(file, "utf8").split("scenarios:");
  writeFileSync(file, `${head}${block("yaml")}`);
  expect(fixFolder(content, (path) => path.endsWith("arena/guard.yaml"))).toEqual([]);
  const { diagnostics, lines: told } = await tryExample(content, sharedCache, "arena/guard");
  expect(diagnostics).toEqual([]);
  expect(told).toHaveLength(3);
});
