import { expect, test } from "vitest";
import { parseSiteSettings } from "../../../src/core/spec/site-settings.ts";

const findings = (text: string) => parseSiteSettings({ path: "content/site.yaml", text }).diagnostics;

test.each(["/", "/kfuncs/", "/v1.2/..x/"])("%s is a path of the site", (path) => {
  expect(findings(`base: ${path}\nredirects: { ${path}old/: ${path} }\n`)).toEqual([]);
});

test.each(["/../", "/a/../../b", "/a/..", "/./", "/a/."])("%s is none: it may lead out of the site", (path) => {
  expect(findings(`base: ${path}\n`)).toHaveLength(1);
  expect(findings(`redirects: { ${path}: / }\n`)).toHaveLength(1);
});
