import { expect, test } from "vitest";
import { type FoundPage, kindOf, rank } from "../../../src/site/islands/search/rank.ts";

const page = (url: string, title: string, ids: readonly string[] = []): FoundPage => ({
  url,
  meta: { title },
  excerpt: "",
  anchors: ids.map((id, location) => ({ id, text: "", location })),
  locations: [],
  sub_results: [],
});

const pages = [
  page("/examples/a/", "Some example"),
  page("/kfuncs/bpf_get/", "bpf_get", ["parameters", "parameter-opts", "parameter-opts-netns_id"]),
  page("/structs/opts/", "struct opts", ["member-netns_id"]),
  page("/errors/ENONET/", "ENONET"),
];

test.each([
  ["ENONET", "/errors/ENONET/"],
  ["struct opts", "/structs/opts/"],
  ["netns_id", "/structs/opts/#member-netns_id"],
  ["get", "/kfuncs/bpf_get/"],
  ["parameters", "/examples/a/"],
  ["nothing of these", "/examples/a/"],
])("%s leads to %s first", (query, url) => expect(rank(query, pages)[0]?.url).toBe(url));

test("a parameter comes after a member of a struct, before pages that merely hold the word", () => {
  expect(rank("netns_id", pages).map(({ url }) => url)).toEqual([
    "/structs/opts/#member-netns_id",
    "/kfuncs/bpf_get/#parameter-opts-netns_id",
    "/examples/a/",
    "/errors/ENONET/",
  ]);
});

test("what contributors read comes last", () => {
  const found = [page("/docs/diagnostics/a/", "A"), page("/docs/coverage/", "B"), page("/docs/concepts/c/", "C")];
  expect(rank("other words", found).map(({ title }) => title)).toEqual(["C", "A", "B"]);
});

test("the folder says what a page is about, below any base", () => {
  expect(kindOf("/docs/errors/ENONET/", "/docs/")).toBe("error value");
  expect(kindOf("/coverage/", "/")).toBe("");
});
