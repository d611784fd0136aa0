import { describe, expect, test } from "vitest";
import { renderText } from "../../src/site/markdown/render-page.ts";
import { siteNames } from "../../src/site/view/site-names.ts";
import { memberPaths, structRows, structView } from "../../src/site/view/struct-view.ts";
import { typeText } from "../../src/site/view/type-text.ts";
import { layout, modelOf } from "./sample-releases.ts";

const kfuncs = { bpf_a: { params: [["o", "const struct opts *"]] as [string, string][] } };

const model = modelOf([
  {
    release: "7.1",
    kfuncs,
    structs: {
      opts: layout(12, ["error", "s32", 0, 4], ["mode", "u64", 4, 4], ["spi", "__be32", 8, 4]),
      unused: layout(4),
    },
  },
  {
    release: "7.0",
    kfuncs,
    structs: { opts: layout(8, ["error", "s32", 0, 4], ["spi", "__be32", 4, 4]) },
  },
  {
    release: "6.12",
    kfuncs: { bpf_a: { params: [["o", "struct opts *"]] } },
    structs: { opts: layout(8, ["error", "s32", 0, 4], ["spi", "__be32", 4, 4]) },
  },
]);
const view = structView(model, model.structs[0] as (typeof model.structs)[number]);

describe("the page of a struct", () => {
  test("has its newest layout", () => {
    expect(view.spelling).toBe("struct opts");
    expect(view.layout.rows.map(({ name, offset, size }) => [name, offset, size])).toEqual([
      ["error", "0", "4"],
      ["mode", "4", "4"],
      ["spi", "8", "4"],
    ]);
  });

  test("tells what became of it", () => {
    expect(view.changes).toMatchObject([
      {
        release: "7.1",
        before: "7.0",
        lines: [
          { words: "12 bytes, before 8", members: [] },
          { words: "Added", members: ["mode"] },
          { words: "1 member at another offset", members: [] },
        ],
      },
    ]);
    expect(view.older.map(({ releases }) => releases)).toEqual(["6.12 – 7.0"]);
  });

  test("names the kfuncs that take it, and is there only where one does", () => {
    expect(view.kfuncs).toEqual([{ name: "bpf_a", href: "/kfuncs/bpf_a/" }]);
    expect(structRows(model).map(({ name, layouts }) => [name, layouts])).toEqual([["struct opts", 2]]);
  });

  test("gives members of untagged structs paths of their own", () => {
    const member = (name: string, type: string, depth: number) => ({ name, type, depth, bit_offset: 64, bits: 8 });
    const members = [member("", "union", 0), member("a", "u8", 1), member("v4", "struct", 1), member("a", "u8", 2)];
    expect(memberPaths({ kind: "struct", size: 9, members })).toEqual([
      "union-0",
      "union-0.a",
      "union-0.v4",
      "union-0.v4.a",
    ]);
  });

  test("spells bit-fields with their first bit", () => {
    const flag = { name: "f", type: "u32", bit_offset: 35, bits: 1, depth: 0 };
    const odd = modelOf([{ release: "7.1", kfuncs, structs: { opts: { kind: "struct", size: 8, members: [flag] } } }]);
    const [row] = structView(odd, odd.structs[0] as (typeof odd.structs)[number]).layout.rows;
    expect(row).toMatchObject({ offset: "4:3", size: "1 bit" });
  });
});

test("a type links to the structs that have a page", () => {
  expect(typeText(model, "const struct opts *")).toEqual([
    { text: "const ", code: true },
    { text: "struct opts", code: true, href: "/structs/opts/" },
    { text: " *", code: true },
  ]);
  expect(typeText(model, "struct task_struct *")).toEqual([{ text: "struct task_struct *", code: true }]);
});

test("inline code that names a struct links to its page", () => {
  expect(renderText("Fill in `struct opts` first.", siteNames(model))).toContain('<a href="/structs/opts/"><code>');
});
