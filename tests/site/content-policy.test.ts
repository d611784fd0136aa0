import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { contentPolicy, withPolicy } from "../../src/site/integrations/content-policy.ts";

const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

test("scripts in the page may run by their hashes, and nothing else that stands in it", () => {
  const policy = contentPolicy(
    '<script>one()</script><script type="module">two()</script><script src="/a.js"></script><script type="application/json">{}</script>',
  );
  const [scripts] = policy.split("; ").filter((each) => each.startsWith("script-src"));
  expect(scripts).toBe(`script-src 'self' 'wasm-unsafe-eval' ${hash("one()")} ${hash("two()")}`);
  expect(policy).toContain("default-src 'none'");
});

test("the policy comes before what it is about", () => {
  const html = withPolicy('<html><head><meta charset="utf-8"/><script>one()</script></head></html>');
  expect(html.indexOf("Content-Security-Policy")).toBeGreaterThan(0);
  expect(html.indexOf("Content-Security-Policy")).toBeLessThan(html.indexOf("<script>"));
});
