import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { KfuncModel } from "../../../src/node/build/site-model.ts";
import { scenarioId } from "../../../src/site/paths.ts";
import { kfuncExamples } from "../../../src/site/view/kfunc-examples.ts";
import { siteModel, useSite } from "./site.ts";
import { some } from "./some.ts";

const open = useSite();
const model = siteModel();

/** Text without what a page may set differently: white space and the marks of Markdown. */
const plain = (text: string) => text.replace(/[`[\]\s]/g, "");

/** Whether a scenario that its page shows in full calls it. */
const isCalled = (kfunc: KfuncModel) =>
  fullExamples(kfunc).some(({ scenarios }) =>
    scenarios.some(({ outcome }) => outcome?.calls.some((call) => call.kfunc === kfunc.name)),
  );

/** The examples that the page of a kfunc shows in full. */
const fullExamples = (kfunc: KfuncModel) => {
  const keys = kfuncExamples(model, kfunc).full.map(({ key }) => key);
  return model.examples.filter(({ key }) => keys.includes(key));
};

/** Some that are shown by examples, some of which nobody has written, and some that the newest kernel no longer has. */
const chosen = [
  ...some(
    model.kfuncs.filter(({ examples }) => examples.length > 0),
    10,
  ),
  ...some(
    model.kfuncs.filter(({ spec, history }) => !spec.summary && !history?.removed),
    3,
  ),
  ...some(
    model.kfuncs.filter(({ history }) => history?.removed),
    2,
  ),
];

let window: Page | undefined;
let read: { readonly name: string; readonly text: string } | undefined;

/** The page of a kfunc as it was served, in one window for all of them. */
async function load(name: string): Promise<Page> {
  const path = `/kfuncs/${name}/`;
  read = undefined;
  if (window === undefined) {
    window = (await open(path, { javaScriptEnabled: false }, "file")).page;
  } else {
    await window.emulateMedia({ media: null });
    await window.goto(path);
  }
  return window;
}

/** The same for those that change nothing of it, with what it says. */
async function readPage(name: string): Promise<{ page: Page; text: string }> {
  if (window !== undefined && read?.name === name) return { page: window, text: read.text };
  const page = await load(name);
  const text = plain((await page.locator("main").textContent()) ?? "");
  read = { name, text };
  return { page, text };
}

describe.each(chosen.map((kfunc) => [kfunc.name, kfunc] as const))(
  "the page of %s without JavaScript",
  (name, kfunc) => {
    test("says what the spec says", async () => {
      const { text } = await readPage(name);
      if (kfunc.spec.summary) expect(text).toContain(plain(kfunc.spec.summary));
      if (kfunc.since.version) expect(text).toContain(`SinceLinux${kfunc.since.version}`);
      if (kfunc.since.commit) expect(text).toContain(kfunc.since.commit.slice(0, 12));
      expect(text).toContain(plain(kfunc.declaration));
      for (const parameter of kfunc.params) {
        expect(text).toContain(plain(parameter.name + parameter.type));
        if (parameter.text) expect(text).toContain(plain(parameter.text));
        for (const member of parameter.members) expect(text).toContain(plain(member.text));
      }
      for (const error of kfunc.errors ?? []) expect(text).toContain(plain(error.when));
      for (const flag of kfunc.flags) expect(text).toContain(flag);
      for (const type of kfunc.programTypes) expect(text).toContain(type);
      for (const declaration of kfunc.declarations) expect(text).toContain(plain(declaration.text));
    });

    test("holds every scenario of its examples, at the id that errors link to", async () => {
      const { page, text } = await readPage(name);
      const examples = fullExamples(kfunc);
      expect(examples.length > 0).toBe(kfunc.examples.length > 0);
      for (const example of examples) {
        expect(text).toContain(plain(example.source));
        expect(text).toContain(plain(example.compileCommand));
        for (const { name: scenario, summary, outcome } of example.scenarios) {
          const place = page.locator(`[id="${scenarioId(example.key, scenario)}"]`);
          const shown = plain((await place.textContent()) ?? "");
          expect(text).toContain(plain(summary));
          for (const call of outcome?.calls ?? []) expect(shown).toContain(call.kfunc);
          if (outcome?.fault) expect(shown).toContain(plain(outcome.fault.instruction));
        }
      }
    });

    test("says once which engine ran the scenarios, and what the kfunc's model leaves out", async () => {
      const { page, text } = await readPage(name);
      const times = kfunc.examples.length > 0 ? 1 : 0;
      expect(text.split("theemulator,inwhichitranduringthisbuild")).toHaveLength(times + 1);
      const left = plain((await page.locator("section:has(#not-modelled)").allTextContents()).join(""));
      for (const sentence of kfunc.notModelled) expect(left).toContain(plain(sentence));
      expect(await page.locator("#not-modelled").count()).toBe(kfunc.notModelled.length > 0 ? 1 : 0);
    });

    test("names the examples that merely call it, with a link to each scenario that does", async () => {
      const { page } = await readPage(name);
      const { mentioned } = kfuncExamples(model, kfunc);
      const links = await page
        .locator(".mentions .mention-scenarios a")
        .evaluateAll((all) =>
          all.map((link) => (link as unknown as { getAttribute(name: string): string }).getAttribute("href")),
        );
      expect(links).toEqual(mentioned.flatMap(({ scenarios }) => scenarios.map(({ href }) => href)));
    });

    test("tells the error of the kfunc's call in the closed row of the scenario", async () => {
      const { page } = await readPage(name);
      for (const { value, shown_by } of kfunc.errors ?? []) {
        const [key = "", scenario = ""] = shown_by?.split("#") ?? [];
        if (!fullExamples(kfunc).some((example) => example.key === key)) continue;
        const row = page.locator(`.scenario:has([id="${scenarioId(key, scenario)}"]) > summary`);
        const words = await row.locator(".result").textContent();
        expect(words).toContain(value === "NULL" ? value : `-${value}`);
      }
    });

    test("tells each call in a line with what it changed; the table of arguments opens by itself", async () => {
      if (!isCalled(kfunc)) return;
      const page = await load(name);
      const scenario = page.locator(".scenarios > .scenario", { has: page.locator(".call.own") }).first();
      await scenario.locator(":scope > summary").click();
      const call = scenario.locator(".call.own").first();
      expect(await call.locator(".call-line").textContent()).toContain(`${name}(`);
      expect(await call.locator("table").isVisible()).toBe(false);
      await call.locator("details > summary").click();
      expect(await call.locator("table").isVisible()).toBe(true);
    });

    test("opens a scenario that its address names", async () => {
      const shown = kfunc.errors?.find(({ shown_by }) =>
        fullExamples(kfunc).some(({ key }) => shown_by?.startsWith(`${key}#`)),
      );
      if (!shown) return;
      const page = await load(name);
      await page.locator(`section:has(#errors) td a[href^="#"]`).first().click();
      const id = new URL(page.url()).hash.slice(1);
      expect(await page.locator(`[id="${id}"]`).isVisible()).toBe(true);
    });
  },
);

test("the declaration is copied as it is printed, by a button that shows", async () => {
  const kfunc = model.kfuncs.find(({ declaration }) => declaration.includes("\t"));
  const { page } = await open(`/kfuncs/${kfunc?.name}/`, { permissions: ["clipboard-read", "clipboard-write"] });
  const opacity = `getComputedStyle(document.querySelector(".declaration .copy button")).opacity`;
  expect(Number(await page.evaluate(opacity))).toBeGreaterThan(0.5);
  await page.locator(".declaration .copy button").click();
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe(kfunc?.declaration);
});

/** Of the widest line. */
const width = ({ declaration }: KfuncModel) => Math.max(...declaration.split("\n").map((line) => line.length));
const widest = model.kfuncs.toSorted((left, right) => width(right) - width(left)).slice(0, 8);

test.each(widest.map(({ name }) => name))("the declaration of %s fits on a phone", async (name) => {
  const { page } = await open(`/kfuncs/${name}/`, { viewport: { width: 390, height: 844 } });
  const pre = `document.querySelector(".declaration pre")`;
  expect(await page.evaluate(`${pre}.scrollWidth - ${pre}.clientWidth`)).toBe(0);
});
