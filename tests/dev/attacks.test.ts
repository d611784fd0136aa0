import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mayStand } from "../../src/dev/may-stand.ts";
import { showable } from "../../src/dev/showable.ts";
import { withheldPages } from "../../src/dev/withheld.ts";
import type { SiteModel } from "../../src/node/build/site-model.ts";
import type { WithheldPage } from "../../src/node/pages/shown-site.ts";
import { checkAgain } from "../../src/node/watch/check-again.ts";
import { attackNames, SECRET, writeAttacks } from "../drivers/attack-content.ts";
import { sharedCache } from "../drivers/shared-cache.ts";
import { quietly } from "../node/build/content-copy.ts";

/** In pages, texts and scenarios, and some of those in C, which take longer. */
const names = attackNames.filter((name) => /^(page|text|yaml|include-absolute|incbin$)/.test(name));
const root = mkdtempSync(join(tmpdir(), "kfdoc-shown-attacks-"));
let model: SiteModel;
let pages: ReadonlyMap<string, string>;
let withheld: Readonly<Record<string, WithheldPage>>;

beforeAll(async () => {
  const content = writeAttacks(root, names);
  const checker = checkAgain({ content, cache: sharedCache, progress: quietly, withoutSelfContained: true, mayStand });
  const { files, report } = await checker.pass();
  const found = await showable(files, report, new Map(), checker.check);
  if (!found?.report.assembled) throw new Error("nothing is shown");
  model = found.report.assembled;
  pages = new Map(found.report.sources.pages.map(({ path, text }) => [path, text]));
  withheld = Object.fromEntries(withheldPages(files.value ?? [], found.paths));
}, 300_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("of a contribution that means harm, dev shows", () => {
  test("nothing that was refused in a page, but the page", () => {
    expect(pages.has("content/concepts/page-script.md")).toBe(true);
    expect([...pages.values()].join("")).not.toMatch(/<|!\[|javascript:|onclick|\p{Bidi_Control}/u);
  });

  test("no page that is more than the parser takes", () => {
    for (const name of ["page-brackets", "page-nesting", "page-quotes"]) {
      expect(pages.has(`content/concepts/${name}.md`)).toBe(false);
      expect(withheld).toHaveProperty([`concepts/${name}/`], {});
    }
  });

  test("of an example that may not be compiled its C alone, and nothing of the secret", () => {
    expect(withheld["examples/include-absolute/attack/"]?.program).toContain("#include");
    const keys = model.examples.map(({ key }) => key);
    expect(keys.filter((key) => /^(incbin|include)/.test(key))).toEqual([]);
    expect(JSON.stringify([model, withheld])).not.toContain(SECRET);
  });
});
