import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../../drivers/temporary-folder.ts";
import { checkAnew, copyContent, headings } from "./content-copy.ts";

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

function changeLastByte(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

describe("the cache", () => {
  test("makes a second run compile and run nothing, wherever the content stands", async () => {
    const cache = temporaryFolder();
    const first = await checkAnew(copyContent(), cache);
    expect(first.cache.objects).toMatchObject({ hits: 0 });
    const { misses: objects } = first.cache.objects;
    const { misses: outcomes } = first.cache.outcomes;
    expect(objects).toBeGreaterThan(3);
    expect(outcomes).toBe(first.counts.scenarios);
    // What is kept between machines: no place, no time and no header goes with it.
    const carried = temporaryFolder();
    for (const kind of ["objects", "outcomes"]) cpSync(join(cache, kind), join(carried, kind), { recursive: true });
    const second = await checkAnew(copyContent(), carried);
    expect(second.cache.objects).toEqual({ hits: objects, misses: 0 });
    expect(second.cache.outcomes).toEqual({ hits: outcomes, misses: 0 });
    expect(second.model).toEqual(first.model);

    // A change to one example leaves the others alone.
    const source = { file: "examples/dynptr/from-xdp.bpf.c", from: "#include", to: "// changed\n#include" };
    const third = await checkAnew(copyContent(source), cache);
    expect(third.cache.objects.misses).toBeGreaterThan(0);
    expect(third.cache.objects.hits).toBeGreaterThan(third.cache.objects.misses);

    // What is expected is no input of a run.
    const expectation = { file: "examples/dynptr/from-xdp.yaml", from: "return: ", to: "return: 7 #" };
    const fourth = await checkAnew(copyContent(expectation), cache);
    expect(fourth.cache.outcomes).toEqual({ hits: outcomes, misses: 0 });
    expect(headings(fourth).join("\n")).toContain("[run/expectation]");

    // Entries that were cut short or changed count as absent.
    const damaged = temporaryFolder();
    cpSync(cache, damaged, { recursive: true });
    for (const path of filesBelow(join(damaged, "objects"))) changeLastByte(path);
    for (const path of filesBelow(join(damaged, "outcomes"))) writeFileSync(path, "");
    for (const path of filesBelow(join(damaged, "headers"))) writeFileSync(path, "");
    const fifth = await checkAnew(copyContent(), damaged);
    expect(headings(fifth)).toEqual([]);
    expect(fifth.cache.objects).toEqual({ hits: 0, misses: objects });
    expect(fifth.model).toEqual(first.model);
  });
});
