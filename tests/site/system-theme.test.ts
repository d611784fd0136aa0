import { expect, test } from "vitest";
import { withoutTheme, withSystemTheme } from "../../src/site/integrations/system-theme.ts";

test.each([
  [
    "a rule of the light theme",
    ":root{color:white}:root[data-theme=light]{color:black}",
    ":root:not([data-theme]){color:black}",
  ],
  [
    "what stands in a layer or below a condition",
    '@layer a;@layer b{[data-theme="light"] p{content:"}"}p{margin:0}}@media print{html[data-theme=light]{color:red}}',
    '@layer b{:root:not([data-theme]) p{content:"}"}}@media print{:root:not([data-theme]){color:red}}',
  ],
  [
    "one selector of several",
    "[data-theme=light] a,[data-theme=dark] b{color:red}",
    ":root:not([data-theme]) a{color:red}",
  ],
])("%s holds where the system asks for it and no theme is set", (_, css, light) =>
  expect(withSystemTheme(css)).toContain(`${css}@media (prefers-color-scheme:light){${light}}`),
);

test("a page of the dark theme is printed in the light one", () => {
  const css = ":root[data-theme=dark]{color:white}:root[data-theme=light]{color:black}";
  expect(withSystemTheme(css)).toMatch(/@media print\{:root:root\{color:black\}\}$/);
});

test("a sheet without a light theme of the page stays as it is", () => {
  const css = "p{color:red}.code[data-theme='light']{color:blue}@font-face{src:url(a)}";
  expect(withSystemTheme(css)).toBe(css);
});

test("a page has no theme before a script sets it", () => {
  const html = '<html lang="en" data-theme="dark" class="a"><p data-theme="dark">';
  expect(withoutTheme(html)).toBe('<html lang="en" class="a"><p data-theme="dark">');
});
