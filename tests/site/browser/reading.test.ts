import { describe, expect, test } from "vitest";
import { scenarioId } from "../../../src/site/paths.ts";
import { siteModel, useSite } from "./site.ts";

const open = useSite();
const model = siteModel();

/** Text without what a page may set differently: white space and the marks of Markdown. */
const plain = (text: string) => text.replace(/[`[\]\s]/g, "");

describe.each(model.kfuncs.map((kfunc) => [kfunc.name, kfunc] as const))(
  "the page of %s without JavaScript",
  (name, kfunc) => {
    const read = async () => {
      const { page } = await open(`/kfuncs/${name}/`, { javaScriptEnabled: false });
      const text = plain((await page.locator("main").textContent()) ?? "");
      return { page, text };
    };

    test("says what the spec says", async () => {
      const { text } = await read();
      expect(text).toContain(plain(kfunc.spec.summary));
      expect(text).toContain(`sinceLinux${kfunc.spec.since.version}`);
      expect(text).toContain(kfunc.spec.since.commit.slice(0, 12));
      expect(text).toContain(plain(kfunc.declaration));
      for (const parameter of kfunc.params) {
        expect(text).toContain(plain(parameter.name + parameter.type));
        expect(text).toContain(plain(parameter.text));
        for (const member of parameter.members) expect(text).toContain(plain(member.text));
      }
      for (const error of kfunc.errors) expect(text).toContain(plain(error.when));
      for (const flag of kfunc.spec.flags) expect(text).toContain(flag);
      for (const type of kfunc.spec.program_types) expect(text).toContain(type);
    });

    test("holds every scenario of its examples, at the id that errors link to", async () => {
      const { page, text } = await read();
      const examples = model.examples.filter(({ key }) => kfunc.examples.some((example) => example.key === key));
      for (const example of examples) {
        expect(text).toContain(plain(example.source));
        expect(text).toContain(plain(example.compileCommand));
        for (const { name: scenario, summary, outcome } of example.scenarios) {
          const place = page.locator(`[id="${scenarioId(example.key, scenario)}"]`);
          const shown = plain((await place.textContent()) ?? "");
          expect(text).toContain(plain(summary));
          for (const call of outcome.calls) expect(shown).toContain(call.kfunc);
          if (outcome.fault) expect(shown).toContain(plain(outcome.fault.instruction));
        }
      }
    });

    test("says once which engine ran the scenarios, and what the kfunc's model leaves out", async () => {
      const { page, text } = await read();
      expect(text.split("notrunagainstaLinuxkernel")).toHaveLength(2);
      const left = plain((await page.locator("section:has(#not-modelled)").allTextContents()).join(""));
      for (const sentence of kfunc.notModelled) expect(left).toContain(plain(sentence));
      expect(await page.locator("#not-modelled").count()).toBe(kfunc.notModelled.length > 0 ? 1 : 0);
    });

    test("tells each call in a line with what it changed; the table of arguments opens by itself", async () => {
      const { page } = await read();
      const scenario = page.locator(".scenarios > .scenario", { has: page.locator(".call.own") }).first();
      await scenario.locator(":scope > summary").click();
      const call = scenario.locator(".call.own").first();
      expect(await call.locator(".call-line").textContent()).toContain(`${name}(`);
      expect(await call.locator("table").isVisible()).toBe(false);
      await call.locator("details > summary").click();
      expect(await call.locator("table").isVisible()).toBe(true);
    });

    test("prints what details hold", async () => {
      const { page } = await read();
      await page.emulateMedia({ media: "print" });
      const shown = `document.querySelector(".call.own table").checkVisibility({ contentVisibilityAuto: true })`;
      await expect.poll(() => page.evaluate(shown)).toBe(true);
    });

    test("opens a scenario that its address names", async () => {
      const shown = kfunc.errors.find(({ shown_by }) =>
        kfunc.examples.some(({ key }) => shown_by?.startsWith(`${key}#`)),
      );
      if (!shown) return;
      const { page } = await read();
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

test.each(model.kfuncs.map(({ name }) => name))("the declaration of %s fits on a phone", async (name) => {
  const { page } = await open(`/kfuncs/${name}/`, { viewport: { width: 390, height: 844 } });
  const pre = `document.querySelector(".declaration pre")`;
  expect(await page.evaluate(`${pre}.scrollWidth - ${pre}.clientWidth`)).toBe(0);
});
