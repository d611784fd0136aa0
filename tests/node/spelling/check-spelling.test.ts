import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { positionOf } from "../../../src/core/diagnostics/source.ts";
import { parseContent } from "../../../src/core/spec/parse-content.ts";
import { Store } from "../../../src/node/cache/store.ts";
import { placeOf } from "../../../src/node/content/content-places.ts";
import { sortContent } from "../../../src/node/content/content-sources.ts";
import { checkSpelling } from "../../../src/node/spelling/check-spelling.ts";

const cache = mkdtempSync(join(tmpdir(), "kfdoc-spelling-"));
afterAll(() => rmSync(cache, { recursive: true, force: true }));

/** path:line:column of each finding, with its message. */
async function findings(files: Readonly<Record<string, string>>, store = new Store(cache)): Promise<string[]> {
  const { value: sources } = sortContent(
    Object.entries(files).map(([path, text]) => ({
      kind: placeOf(path)?.kind ?? "page",
      path: `content/${path}`,
      bytes: new TextEncoder().encode(text),
    })),
  );
  const { content } = parseContent(sources.specs, {});
  const found = await checkSpelling(content, sources, store);
  return found.map(({ message, place }) => {
    if (!("source" in place)) return message;
    const { line, column } = positionOf(place.source, place.start);
    return `${place.source.path.split("/").at(-1)}:${line}:${column} ${message}`;
  });
}

const unknown = (word: string) => `The dictionary has no word ${word}`;

test.each<[string, Record<string, string>, string[]]>([
  [
    "prose, not code, names, addresses and attributes",
    {
      "concepts/a.md":
        "Wrnog `wrnog` [[wrnog]] [text](/wrnog/)\n\n```c\nwrnog\n```\n\n::example{name=wrnog}\n\n:::note[wrnog]\nA *wrnog* note.\n:::\n",
    },
    [`a.md:1:1 ${unknown("Wrnog")}`, `a.md:9:9 ${unknown("wrnog")}`, `a.md:10:4 ${unknown("wrnog")}`],
  ],
  [
    "American words, which are no misspellings",
    { "concepts/a.md": "Its behavior, and its color.\n" },
    ["a.md:1:5 behavior is American; prose here is British", "a.md:1:23 color is American; prose here is British"],
  ],
  [
    "what an author wrote, not what a draft asks",
    {
      "kfuncs/xfrm/bpf_a.yaml": 'name: bpf_a\nsummary: "TODO: what it is (const struct bpf_a *)"\n',
      "concepts/a.md": "TODO: a setnence.\nA setnence.\n",
    },
    [`a.md:2:3 ${unknown("setnence")}`],
  ],
  [
    "titles and summaries",
    { "concepts/a.md": "---\ntitle: A titel\nsummary: In one setnence.\norder: 1\n---\nText.\n" },
    [`a.md:2:10 ${unknown("titel")}`, `a.md:3:17 ${unknown("setnence")}`],
  ],
  [
    "specs, at the word where it stands in one line or is folded",
    {
      "kfuncs/xfrm/bpf_a.yaml":
        "name: bpf_a\nsummary: Looks up `bpf_b` by its adress.\nreturns: >-\n  The state, or\n  nothnig at all.\nerrors: []\n",
    },
    [`bpf_a.yaml:2:34 ${unknown("adress")}`, `bpf_a.yaml:5:3 ${unknown("nothnig")}`],
  ],
  ["words of the field", { "concepts/a.md": "The verifier's kfuncs, dynptrs and kptrs of a cgroup.\n" }, []],
  ["the folder's own words", { "concepts/a.md": "A policer.\n", "words.txt": "policer\n" }, []],
  [
    "the folder's own words, in the case that it gives them",
    { "concepts/a.md": "zorblat and Zorblat\n", "words.txt": "Zorblat\n" },
    [`a.md:1:1 ${unknown("zorblat")}`],
  ],
  [
    "no word too many in the folder's list, where a file can't be read that may need it",
    { "concepts/a.md": "Text.\n", "words.txt": "policer\n", "kfuncs/xfrm/bpf_a.yaml": "name: [\n" },
    [],
  ],
  [
    "words that the folder's list does not need",
    { "concepts/a.md": "Text.\n", "words.txt": "policer\n" },
    ["words.txt:1:1 No text needs policer in this list"],
  ],
])("finds %s", async (_, files, expected) => {
  expect(await findings(files)).toEqual(expected);
});

test("reads no page that is too large or too deep, and no word without end", async () => {
  const deep = `${"> ".repeat(5000)}wrnog\n`;
  const long = `${"[".repeat(30_000)} wrnog\n`;
  expect(
    await findings({ "concepts/a.md": deep, "concepts/b.md": long, "concepts/c.md": `${"a".repeat(15_000)}\n` }),
  ).toEqual([]);
});

test("looks nothing up twice", async () => {
  const files = { "concepts/a.md": "A wrnog word.\n" };
  const [first, second] = [new Store(cache), new Store(cache)];
  expect(await findings(files, first)).toEqual(await findings(files, second));
  expect(first.count("spelling")).toEqual({ hits: 0, misses: 1 });
  expect(second.count("spelling")).toEqual({ hits: 1, misses: 0 });
});

test("means a word of the field where one is near", async () => {
  const path = "content/concepts/a.md";
  const bytes = new TextEncoder().encode("An alocator.\n");
  const { value: sources } = sortContent([{ kind: "page", path, bytes }]);
  const [found] = await checkSpelling({ kfuncs: [], examples: [] }, sources, new Store(cache));
  expect(found?.help).toMatch(/^Did you mean allocator\?/);
});
