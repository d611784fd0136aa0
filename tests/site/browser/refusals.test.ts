import { describe, expect, test } from "vitest";
import { scenarioId } from "../../../src/site/paths.ts";
import { siteModel, useSite } from "./site.ts";

const open = useSite();

/** Every scenario that a verifier on record refused, with the newest kernel's verdict. */
const refused = siteModel().examples.flatMap(({ key, scenarios }) =>
  scenarios.flatMap(({ name, engines }) => {
    const verdict = engines.find(({ refusal }) => refusal?.log);
    return verdict?.refusal ? [{ key, name, version: verdict.version, refusal: verdict.refusal }] : [];
  }),
);

test("there are refusals", () => expect(refused.length).toBeGreaterThan(0));

describe.each(refused)("the refusal of $key#$name without JavaScript", ({ key, name, version, refusal }) => {
  const read = async () => {
    const { page } = await open(`/examples/${key}/`, { javaScriptEnabled: false });
    const scenario = page.locator(".scenario", { has: page.locator(`[id="${scenarioId(key, name)}"]`) });
    await scenario.locator(":scope > summary").click();
    return { page, scenario, log: scenario.locator(".verifier-log") };
  };

  test("says what the verifier said, and in other words what it means", async () => {
    const { scenario } = await read();
    const first = scenario.locator(".refusal").first();
    expect(await first.textContent()).toContain(refusal.messages[0]);
    expect(await first.textContent()).toContain(`Linux ${version}`);
    expect(await first.locator("> p", { hasText: /^[A-Z][^“]*\.$/ }).count()).toBeGreaterThan(0);
  });

  test("has its log beside the C, opened by the keyboard, with the decisive line marked", async () => {
    const { page, log } = await read();
    const wasOpen = await log.evaluate((details) => (details as unknown as { open: boolean }).open);
    await log.locator(":scope > summary").focus();
    if (!wasOpen) await page.keyboard.press("Enter");
    const group = log.locator(".log-group.decisive");
    expect(await group.count()).toBe(1);
    expect(await group.locator(".log-message.decisive").textContent()).toContain(refusal.messages[0]);
    expect(await group.isVisible()).toBe(true);
    if (refusal.source) {
      expect(await group.locator(".log-source").textContent()).toBe(`${refusal.source.line}${refusal.source.text}`);
    }
    const instructions = refusal.log?.lines.filter((line) => /^\d+: \(/.test(line)) ?? [];
    expect(await log.locator(".log-instruction").count()).toBe(instructions.length);
  });

  test("has its log as text", async () => {
    const { page, scenario } = await read();
    const href = await scenario.locator(".log-texts a").first().getAttribute("href");
    const response = await page.request.get(href ?? "");
    expect(response.status()).toBe(200);
    expect(await response.text()).toContain(refusal.log?.lines.join("\n"));
  });
});
