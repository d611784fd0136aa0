import { expect, test, vi } from "vitest";
import { sampleModel } from "./sample-model.ts";

vi.stubEnv("BASE_URL", "/bpf/");
const { pagePath } = await import("../../src/site/paths.ts");
const { kfuncMarkdown } = await import("../../src/site/view/kfunc-markdown.ts");

test("paths of a site below a path have it once, in its Markdown too", () => {
  expect(pagePath("kfunc", "bpf_x")).toBe("/bpf/kfuncs/bpf_x/");
  const text = sampleModel.kfuncs.map((kfunc) => kfuncMarkdown(sampleModel, kfunc)).join("\n");
  const links = Array.from(text.matchAll(/\]\((\/[^)]+)\)/g), ([, link]) => link ?? "");
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((link) => !/^\/bpf\/(?!bpf\/)/.test(link))).toEqual([]);
});
