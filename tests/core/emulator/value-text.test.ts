import { describe, expect, test } from "vitest";
import { shortText, valueRows, valueText } from "../../../src/core/emulator/decode/value-text.ts";
import type { DecodedValue } from "../../../src/core/emulator/outcome.ts";
import { integer, pointer } from "../../drivers/decoded-values.ts";

describe("a value in one line", () => {
  test.each<[string, DecodedValue, string]>([
    ["a small number", integer("u32", 36), "36"],
    [
      "a large number, in hexadecimal too",
      integer("u64", "18446744073709551615"),
      "18446744073709551615 (0xffffffffffffffff)",
    ],
    ["a negative number", integer("s32", -300), "-300"],
    ["an errno", integer("s32", -2, "-ENOENT"), "-ENOENT (-2)"],
    ["a number in network byte order", integer("__be32", 0x34120000), "0x1234, big-endian"],
    ["a short number in network byte order", integer("__be16", 8), "0x800, big-endian"],
    ["NULL", pointer("struct xfrm_state *", "NULL"), "NULL"],
    ["a pointer", pointer("void *", "packet+14"), "→ packet+14"],
    [
      "a pointer into a region whose name ends in a figure",
      pointer("void *", "stack frame 0-16"),
      "→ stack frame 0 at -16",
    ],
    ["bytes", { kind: "bytes", type: "void", hex: "0a0000" }, "0a 00 00"],
    ["text", { kind: "bytes", type: "char [4]", hex: "68690022" }, '"hi" (68 69 00 22)'],
    ["no text at all", { kind: "bytes", type: "const volatile char [2]", hex: "0000" }, '"" (00 00)'],
    ["characters without an end", { kind: "bytes", type: "char [2]", hex: "6869" }, "68 69"],
    ["what can't be printed", { kind: "bytes", type: "char [3]", hex: "0a6800" }, "0a 68 00"],
    ["bytes that look like text", { kind: "bytes", type: "u8 [3]", hex: "686900" }, "68 69 00"],
  ])("%s", (_, value, text) => expect(valueText(value)).toBe(text));
});

describe("a value in a call", () => {
  test.each<[string, DecodedValue, string]>([
    ["a number", integer("u64", 5000), "5000"],
    ["an errno", integer("int", -22, "-EINVAL"), "-EINVAL"],
    ["a number in network byte order", integer("__be32", 0x34120000), "0x1234, big-endian"],
    ["NULL", pointer("void *", "NULL"), "NULL"],
    ["a pointer into the packet", pointer("void *", "packet+14"), "packet+14"],
    ["a pointer into the stack", pointer("void *", "stack frame 0-16"), "stack"],
  ])("%s", (_, value, text) => expect(shortText(value)).toBe(text));
});

describe("the lines of a value", () => {
  const options = (error: number): DecodedValue => ({
    kind: "struct",
    type: "struct opts",
    members: [
      { name: "error", value: integer("s32", error) },
      { name: "spi", value: integer("u32", 7) },
    ],
  });

  test("are a pointer and the members behind it, changed ones with both values", () => {
    const before = pointer("struct opts *", "stack", options(0));
    const after = pointer("struct opts *", "stack", options(-2));
    expect(valueRows("opts", before, after)).toEqual([
      { path: "opts", type: "struct opts *", before: "→ stack" },
      { path: "opts->error", type: "s32", before: "0", after: "-2" },
      { path: "opts->spi", type: "u32", before: "7" },
    ]);
  });

  test("say that nothing stood there before a call that writes", () => {
    const rows = valueRows("ptr", pointer("struct opts *", "stack"), pointer("struct opts *", "stack", options(0)));
    expect(rows.at(-1)).toEqual({ path: "ptr->spi", type: "u32", before: "not set", after: "7" });
  });

  test("count bytes that have no type", () => {
    const rows = valueRows("buffer", pointer("void *", "stack", { kind: "bytes", type: "void", hex: "0000" }));
    expect(rows.at(-1)).toEqual({ path: "*buffer", type: "2 bytes", before: "00 00" });
  });
});
