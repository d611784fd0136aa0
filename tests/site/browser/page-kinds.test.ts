import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { axeFindings, openDetails } from "../../../src/node/site-measures/axe-findings.ts";
import { keepFirstOfAKind } from "./first-of-a-kind.ts";
import { type OpenPage, pageKinds, useSite } from "./site.ts";

const open = useSite();

/** The light theme is looked at on a desk by all rules, the dark one on a phone by those that theme and width decide. */
const desk = { width: 1280, height: 720 };
const phone = { width: 390, height: 844 };

const themeOf = (page: Page) => page.evaluate(() => document.documentElement.dataset.theme);

/** One window for many pages, of a reader who has chosen this or nothing yet; each with what that page alone did. */
function useWindow(choice?: string): (path: string) => Promise<OpenPage> {
  let window: OpenPage | undefined;
  return async (path) => {
    if (window === undefined) {
      window = await open("/404.html", { reducedMotion: "reduce" }, "file");
      if (choice) await window.page.evaluate((text) => localStorage.setItem("kfdoc-choice", text), choice);
    }
    const { page, foreign, refused, rest } = window;
    await page.setViewportSize(desk);
    await page.emulateMedia({ colorScheme: "light" });
    const [foreignBefore, refusedBefore] = [foreign.length, refused.length];
    await page.goto(path);
    await rest();
    return { page, foreign: foreign.slice(foreignBefore), refused: refused.slice(refusedBefore), rest };
  };
}

/** axe takes its time on a long page, on a busy machine a minute. */
const TIMEOUT = 120_000;

/** Tests of a page in both themes; it is made once, and is the same page in both. */
function testThemes(makePage: () => Promise<Page>): void {
  test(
    "axe finds nothing in light",
    async () => {
      const page = await makePage();
      expect(await themeOf(page)).toBe("light");
      await keepFirstOfAKind(page);
      expect(await axeFindings(page)).toEqual([]);
    },
    TIMEOUT,
  );

  test(
    "axe finds nothing in dark, on a phone",
    async () => {
      const page = await makePage();
      await page.setViewportSize(phone);
      await page.emulateMedia({ colorScheme: "dark" });
      await expect.poll(() => themeOf(page)).toBe("dark");
      await keepFirstOfAKind(page);
      expect(await axeFindings(page, "looks")).toEqual([]);
    },
    TIMEOUT,
  );
}

/** What is made at the first call. */
function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const visit = useWindow();

describe.each(Object.entries(pageKinds()))("the %s page", (kind, path) => {
  const visited = once(() => visit(path));

  test("may do all that it does by its policy", async () => {
    expect((await visited()).refused).toEqual([]);
  });

  test("asks no other host", async () => {
    expect((await visited()).foreign).toEqual([]);
  });

  const makePage = once(async () => {
    const { page } = await visited();
    await page.evaluate(openDetails);
    return page;
  });

  test("does not scroll sideways on a phone", async () => {
    const page = await makePage();
    for (const width of [320, 390]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    }
  });

  const onDesk = async () => {
    const page = await makePage();
    await page.setViewportSize(desk);
    return page;
  };
  // The page of everything is made of what other pages are made of.
  if (kind !== "everything") testThemes(onDesk);
});

const link = '<a href="/there/">there</a>';

/** Tables by the rule that their one odd row breaks: by what is in it, or how that looks. */
const tables: Readonly<Record<string, { readonly cell: string; readonly odd?: string; readonly look?: string }>> = {
  "color-contrast": { cell: "legible", look: "td { color: #eee }" },
  "link-in-text-block": { cell: `Read what is ${link}.`, look: "a { text-decoration: none }" },
  "target-size": { cell: "<button>One</button><button>Two</button>", look: "button { width: 8px }" },
  "link-name": { cell: link, odd: '<a href="/there/"></a>' },
  label: { cell: '<input aria-label="there">', odd: '<input aria-label="">' },
  "aria-roles": { cell: '<span role="note">there</span>', odd: '<span role="nota">there</span>' },
};

test("axe finds the one row that is different from a hundred", async () => {
  const { page } = await open("/404.html", { bypassCSP: true });
  const style = `body { background: white } td { color: black } a { color: #222 }
    button { width: 90px; height: 30px; padding: 0; border: 0; overflow: hidden }`;
  const shown = Object.entries(tables).map(([rule, { cell, odd = cell, look = "td {}" }]) => {
    const rows = Array.from(
      { length: 100 },
      (_, index) => `<tr data-row="${index}"><td>${index === 77 ? odd : cell}</td></tr>`,
    );
    return `<style>.${rule} [data-row="77"] { ${look} }</style><table class="${rule}">${rows.join("")}</table>`;
  });
  await page.setContent(`<style>${style}</style>${shown.join("")}`);
  await keepFirstOfAKind(page);
  for (const rule of Object.keys(tables)) expect(await page.locator(`.${rule} tr`).count(), rule).toBe(11);
  const found = (await axeFindings(page)).map((finding) => finding.replace(/:.*/, ""));
  expect(found).toEqual(expect.arrayContaining(Object.keys(tables)));
});

const chosen = JSON.stringify({ release: "6.12", type: "XDP" });

/**
 * What readers bring about on a page, once a kernel and a program type are chosen: each on a page that shows all of it and little else, for
 * axe takes as long as there is something to look at, and has looked at long pages above.
 */
const states: readonly (readonly [name: string, path: string, bringAbout: (page: Page) => Promise<void>])[] = [
  ["a chosen kernel on the front page", "/", (page) => page.locator("kf-choice.chosen").waitFor()],
  [
    "a kfunc that may not be called",
    "/kfuncs/bpf_put_file/",
    async (page) => {
      await page.locator("kf-choice output.unavailable").waitFor();
      for (const place of ["p.advice", ".text", "section > p", ".call-line"]) {
        await page.locator(`main ${place} a.unavailable`).first().waitFor();
      }
    },
  ],
  ["a narrowed index", "/kfuncs/", (page) => page.locator("kf-filter output", { hasText: " of " }).waitFor()],
  ["a chosen column of the matrix", "/availability/", (page) => page.locator(".matrix thead th.chosen").waitFor()],
  [
    "results of a search",
    "/",
    async (page) => {
      await page.locator("kf-search > button").click();
      await page.locator("kf-search input").fill("xfrm");
      await page.locator("kf-search .hits[data-query=xfrm] .hit").first().waitFor();
    },
  ],
  [
    "menus on a phone",
    "/kfuncs/bpf_skb_get_xfrm_info/",
    async (page) => {
      await page.setViewportSize(phone);
      await page.locator("mobile-starlight-toc summary").click();
      await page.locator(".sl-menu-button").click();
    },
  ],
  [
    "the stepper in the middle of a run",
    "/examples/xfrm/replay-window/#watch=unknown-spi&step=40",
    async (page) => {
      await page.locator("kf-stepper .run").waitFor();
      await page.evaluate(`for (const details of document.querySelectorAll("kf-stepper details")) details.open = true`);
    },
  ],
];

const visitChosen = useWindow(chosen);

describe.each(states)("%s", (_, path, bringAbout) => {
  testThemes(
    once(async () => {
      const { page } = await visitChosen(path);
      await bringAbout(page);
      return page;
    }),
  );
});
