import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import type { RecordedRefusal } from "../../../src/core/spec/record.ts";
import { scenarioId } from "../../../src/site/paths.ts";
import { siteModel, useSite } from "./site.ts";

const open = useSite();

interface Refused {
  readonly name: string;
  readonly version: string;
  readonly refusal: RecordedRefusal;
}

/** By example, every scenario that a verifier on record refused, with the newest kernel's verdict. */
const refused = siteModel().examples.flatMap(({ key, scenarios }) => {
  const refusals = scenarios.flatMap(({ name, engines }): Refused[] => {
    const verdict = engines.find(({ refusal }) => refusal?.log);
    return verdict?.refusal ? [{ name, version: verdict.version, refusal: verdict.refusal }] : [];
  });
  return refusals.length > 0 ? [{ key, refusals }] : [];
});

test("there are refusals", () => expect(refused.length).toBeGreaterThan(0));

/** What the verifier said, and in other words what it means. */
async function checkWords(scenario: Locator, { name, version, refusal }: Refused): Promise<void> {
  const first = scenario.locator(".refusal").first();
  expect(await first.textContent(), name).toContain(refusal.messages[0]);
  expect(await first.textContent(), name).toContain(`Linux ${version}`);
  expect(await first.locator("> p", { hasText: /^[A-Z][^“]*\.$/ }).count(), name).toBeGreaterThan(0);
}

/** What decided it stands beside its line of C without anything to be opened. */
async function checkDecisive(scenario: Locator, { name, refusal }: Refused): Promise<void> {
  const decisive = scenario.locator(".refusal").first().locator(".decisive-lines");
  expect(await decisive.isVisible(), name).toBe(true);
  expect(await decisive.locator(".log-message.decisive").textContent(), name).toContain(refusal.messages[0]);
  if (refusal.source) expect(await decisive.locator(".log-source").textContent(), name).toContain(refusal.source.text);
}

/** The log beside the C, opened by the keyboard, with the decisive line marked. */
async function checkLog(page: Page, log: Locator, { name, refusal }: Refused): Promise<void> {
  const wasOpen = await log.evaluate((details) => (details as unknown as { open: boolean }).open);
  await log.locator(":scope > summary").focus();
  if (!wasOpen) await page.keyboard.press("Enter");
  const group = log.locator(".log-group.decisive");
  expect(await group.count(), name).toBe(1);
  expect(await group.locator(".log-message.decisive").textContent(), name).toContain(refusal.messages[0]);
  expect(await group.isVisible(), name).toBe(true);
  if (refusal.source) {
    const source = `${refusal.source.line}${refusal.source.text}`;
    expect(await group.locator(".log-source").textContent(), name).toBe(source);
  }
  const instructions = refusal.log?.lines.filter((line) => /^\d+: \(/.test(line)) ?? [];
  expect(await log.locator(".log-instruction").count(), name).toBe(instructions.length);
}

/** The log as a text of its own. */
async function checkText(page: Page, scenario: Locator, { name, refusal }: Refused): Promise<void> {
  const href = await scenario.locator(".log-texts a").first().getAttribute("href");
  const response = await page.request.get(href ?? "");
  expect(response.status(), name).toBe(200);
  expect(await response.text(), name).toContain(refusal.log?.lines.join("\n"));
}

test.each(refused)("the refusals of $key read without JavaScript", async ({ key, refusals }) => {
  const { page } = await open(`/examples/${key}/`, { javaScriptEnabled: false });
  for (const each of refusals) {
    const scenario = page.locator(".scenario", { has: page.locator(`[id="${scenarioId(key, each.name)}"]`) });
    await scenario.locator(":scope > summary").click();
    await checkWords(scenario, each);
    await checkDecisive(scenario, each);
    await checkLog(page, scenario.locator(".verifier-log"), each);
    await checkText(page, scenario, each);
  }
});
