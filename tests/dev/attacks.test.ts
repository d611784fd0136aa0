import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LiveSite } from "../../src/dev/live-site.ts";
import { mayStand } from "../../src/dev/may-stand.ts";
import { type ShownSite, shownSite } from "../../src/node/pages/shown-site.ts";
import { checkAgain } from "../../src/node/watch/check-again.ts";
import { SECRET, writeAttacks } from "../drivers/attack-content.ts";
import { quietly, sharedCache } from "../node/build/content-copy.ts";

const root = mkdtempSync(join(tmpdir(), "kfdoc-shown-attacks-"));
let shown: ShownSite;

beforeAll(async () => {
  const content = writeAttacks(root);
  const checker = checkAgain({ content, cache: sharedCache, progress: quietly, withoutSelfContained: true, mayStand });
  const site = new LiveSite(content, checker.check);
  await site.take(await checker.pass());
  const found = shownSite();
  if (!found) throw new Error("nothing is shown");
  shown = found;
}, 300_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const withheld = () => Object.fromEntries(shown.withheld ?? []);

describe("of a contribution that means harm, dev shows", () => {
  test("nothing that was refused in a page, but the page", () => {
    const text = [...shown.pages.values()].map((page) => page.text).join("");
    expect(shown.pages.has("content/concepts/page-script.md")).toBe(true);
    expect(text).not.toMatch(/<|!\[|javascript:|onclick|\p{Bidi_Control}/u);
  });

  test("no page that is more than the parser takes", () => {
    for (const name of ["page-brackets", "page-nesting", "page-quotes"]) {
      expect(shown.pages.has(`content/concepts/${name}.md`)).toBe(false);
      expect(withheld()).toHaveProperty([`concepts/${name}/`], {});
    }
  });

  test("of an example that may not be compiled its C alone, and nothing of the secret", () => {
    expect(withheld()["examples/include-absolute/attack/"]?.program).toContain("#include");
    const keys = shown.model.examples.map(({ key }) => key);
    expect(keys.filter((key) => /^(incbin|include|embed|has-|assembler|pragma)/.test(key))).toEqual([]);
    expect(JSON.stringify([shown.model, Object.values(withheld())])).not.toContain(SECRET);
  });
});
