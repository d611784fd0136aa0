import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { useSite } from "./site.ts";

const open = useSite();
const dist = inject("dist");

test("every page has a policy without unsafe-inline scripts, and no handler in an attribute", () => {
  const pages = globSync("**/*.html", { cwd: dist }).map(
    (path) => [path, readFileSync(join(dist, path), "utf8")] as const,
  );
  const without = pages.filter(
    ([, html]) => !/http-equiv="Content-Security-Policy" content="[^"]*script-src 'self'/.test(html),
  );
  expect(without.map(([path]) => path)).toEqual([]);
  const loose = pages.filter(([, html]) => /script-src[^;"]*unsafe-inline|script-src[^;"]*'unsafe-eval'/.test(html));
  expect(loose.map(([path]) => path)).toEqual([]);
  expect(pages.filter(([, html]) => /<[a-z][^>]*\son[a-z]+="/i.test(html)).map(([path]) => path)).toEqual([]);
});

test("nothing of kfdoc dev is in the built site", () => {
  const live = globSync("**/*.{html,js,css}", { cwd: dist }).filter((path) =>
    /kf-findings|kfdoc:state|x-kfdoc-version|<!--kfdoc |\/@vite\//.test(readFileSync(join(dist, path), "utf8")),
  );
  expect(live).toEqual([]);
});

test("the policy does not let a script run that was put into the page", async () => {
  const { page } = await open("/");
  await page.evaluate(`(() => {
    const script = document.createElement("script");
    script.textContent = "globalThis.intruder = true";
    document.body.append(script);
    document.body.insertAdjacentHTML("beforeend", '<img src="data:image/png;base64,x" onerror="globalThis.intruder = true">');
  })()`);
  await page.waitForTimeout(200);
  expect(await page.evaluate("globalThis.intruder")).toBeUndefined();
});
