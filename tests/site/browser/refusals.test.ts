import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { RecordedRefusal } from "../../../src/core/spec/record.ts";
import { scenarioId } from "../../../src/site/paths.ts";
import { siteModel, useSite } from "./site.ts";
import { some } from "./some.ts";

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

/** The texts of elements that a reader must find, as often as they are there. */
interface Marked {
  readonly isVisible: boolean;
  readonly messages: readonly string[];
  readonly sources: readonly string[];
}

/** What a scenario shows of its first refusal. */
interface Shown {
  readonly words: string;
  readonly paragraphs: readonly string[];
  readonly decisive: readonly Marked[];
  readonly groups: readonly Marked[];
  readonly instructions: number;
  /** The address of the log as a text of its own. */
  readonly text: string;
}

/** Run in the page: all that is asked of the scenarios with these ids at one go, for each question takes its time. */
function readScenarios(ids: readonly string[]): Shown[] {
  const texts = (element: Element | null, selector: string) =>
    Array.from(element?.querySelectorAll(selector) ?? [], ({ textContent }) => textContent ?? "");
  const marked = (element: Element) => ({
    isVisible: element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().height > 0,
    messages: texts(element, ".log-message.decisive"),
    sources: texts(element, ".log-source"),
  });
  return ids.map((id) => {
    const scenario = document.getElementById(id)?.closest(".scenario") ?? document.createElement("p");
    const refusal = scenario.querySelector(".refusal");
    return {
      words: refusal?.textContent ?? "",
      paragraphs: texts(refusal, ":scope > p").map((text) => text.trim().replace(/\s+/g, " ")),
      decisive: Array.from(refusal?.querySelectorAll(".decisive-lines") ?? [], marked),
      groups: Array.from(scenario.querySelectorAll(".verifier-log .log-group.decisive"), marked),
      instructions: scenario.querySelectorAll(".verifier-log .log-instruction").length,
      text: scenario.querySelector(".log-texts a")?.getAttribute("href") ?? "",
    };
  });
}

/** What the verifier said, and in other words what it means. */
function checkWords({ words, paragraphs }: Shown, { name, version, refusal }: Refused): void {
  expect(words, name).toContain(refusal.messages[0]);
  expect(words, name).toContain(`Linux ${version}`);
  expect(paragraphs, name).toContainEqual(expect.stringMatching(/^[A-Z][^“]*\.$/));
}

/** What decided it stands beside its line of C without anything to be opened. */
function checkDecisive({ decisive }: Shown, { name, refusal }: Refused): void {
  expect(decisive, name).toMatchObject([
    {
      isVisible: true,
      messages: [expect.stringContaining(refusal.messages[0] ?? "no message")],
      ...(refusal.source && { sources: [expect.stringContaining(refusal.source.text)] }),
    },
  ]);
}

/** The log beside the C, once it is open, with the decisive line marked. */
function checkLog({ groups, instructions }: Shown, { name, refusal }: Refused): void {
  expect(groups, name).toMatchObject([
    {
      isVisible: true,
      messages: [expect.stringContaining(refusal.messages[0] ?? "no message")],
      ...(refusal.source && { sources: [`${refusal.source.line}${refusal.source.text}`] }),
    },
  ]);
  const counted = refusal.log?.lines.filter((line) => /^\d+: \(/.test(line)) ?? [];
  expect(instructions, name).toBe(counted.length);
}

/** The log as a text of its own. */
async function checkText(page: Page, { text }: Shown, { name, refusal }: Refused): Promise<void> {
  const response = await fetch(new URL(text, page.url()));
  expect(response.status, name).toBe(200);
  expect(await response.text(), name).toContain(refusal.log?.lines.join("\n"));
}

let window: Page | undefined;

/** The page of an example, in one window for all of them. */
async function load(key: string): Promise<Page> {
  const path = `/examples/${key}/`;
  if (window === undefined) window = (await open(path, { javaScriptEnabled: false }, "file")).page;
  else await window.goto(path);
  return window;
}

/** Run in the page: opens what stands in the scenarios with these ids, or the scenarios. */
const openAll = ({ ids, inside }: { ids: readonly string[]; inside?: string }) => {
  for (const id of ids) {
    const scenario = document.getElementById(id)?.closest<HTMLDetailsElement>(".scenario");
    const details = inside ? scenario?.querySelector<HTMLDetailsElement>(inside) : scenario;
    if (details) details.open = true;
  }
};

test.each(some(refused, 15))("the refusals of $key read without JavaScript", async ({ key, refusals }) => {
  const page = await load(key);
  const ids = refusals.map(({ name }) => scenarioId(key, name));
  await page.evaluate(openAll, { ids });
  const shown = await page.evaluate(readScenarios, ids);
  await page.evaluate(openAll, { ids, inside: ".verifier-log" });
  const withLogs = await page.evaluate(readScenarios, ids);
  for (const [index, each] of refusals.entries()) {
    const [before, after] = [shown[index], withLogs[index]];
    if (!before || !after) throw new Error(`${each.name} is not on the page`);
    checkWords(before, each);
    checkDecisive(before, each);
    checkLog(after, each);
    await checkText(page, before, each);
  }
});

// What is opened by hand is the same elements on every page.
test.each(refused.slice(0, 3))(
  "the refusals of $key are opened by mouse, their logs by keys",
  async ({ key, refusals }) => {
    const page = await load(key);
    for (const { name } of refusals) {
      const scenario = page.locator(`.scenario:has([id="${scenarioId(key, name)}"])`);
      const log = scenario.locator(".verifier-log");
      const isOpen = () => log.evaluate((details: HTMLDetailsElement) => details.open);
      await scenario.locator(":scope > summary").click();
      expect(await scenario.locator(".refusal").first().isVisible()).toBe(true);
      await log.locator(":scope > summary").focus();
      if (!(await isOpen())) await page.keyboard.press("Enter");
      expect(await isOpen()).toBe(true);
      expect(await log.locator(".log-group.decisive").first().isVisible()).toBe(true);
    }
  },
);
