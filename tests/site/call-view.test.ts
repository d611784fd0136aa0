import { describe, expect, test } from "vitest";
import type { CallRecord, DecodedValue } from "../../src/core/emulator/outcome.ts";
import { callViews } from "../../src/site/view/call-view.ts";
import { integer, pointer } from "../drivers/decoded-values.ts";
import { outcome } from "./sample-model.ts";

const dynptr = (type: number, size: number): DecodedValue =>
  pointer("struct bpf_dynptr *", "stack frame 0-16", {
    kind: "struct",
    type: "struct bpf_dynptr",
    members: [
      { name: "type", value: integer("enum bpf_dynptr_type", type) },
      { name: "size", value: integer("u32", size) },
    ],
  });

const bytes: DecodedValue = { kind: "bytes", type: "void", hex: "45000000" };
const at = { slot: 3, file: "./read-header.bpf.c", line: 25, column: 2, text: "\tslice();" };

const create: CallRecord = {
  kfunc: "bpf_dynptr_from_xdp",
  at,
  args: [{ name: "ptr__uninit", before: pointer("struct bpf_dynptr *", "stack frame 0-16"), after: dynptr(4, 58) }],
  returns: integer("int", 0),
};

const slice = (returns: DecodedValue): CallRecord => ({
  kfunc: "bpf_dynptr_slice",
  at: { ...at, slot: 9 },
  args: [
    { name: "p", before: dynptr(4, 58) },
    { name: "offset", before: integer("u64", 14) },
    { name: "buffer__nullable", before: pointer("void *", "stack frame 0-36") },
  ],
  returns,
});

const view = (call: CallRecord, self?: string) => callViews(outcome({ calls: [call] }), self)[0];

describe("the view of a call", () => {
  test("has its arguments in a few words, an object by what it is", () => {
    expect(view(slice(pointer("void *", "packet+14")))?.args).toEqual([
      { name: "p", text: "dynptr of 58 bytes" },
      { name: "offset", text: "14" },
      { name: "buffer__nullable", text: "stack" },
    ]);
  });

  test.each<[string, DecodedValue, string, boolean]>([
    ["in the packet", pointer("void *", "packet+14"), "packet+14", false],
    ["in an argument's memory, by that argument", pointer("void *", "stack frame 0-36"), "buffer__nullable", false],
    ["NULL, a failure", pointer("void *", "NULL"), "NULL", true],
    ["an errno, a failure", integer("int", -22, "-EINVAL"), "-EINVAL", true],
  ])("has a result %s", (_, returns, text, failed) => expect(view(slice(returns))?.result).toEqual({ text, failed }));

  test("has one line for an object that the call made", () => {
    expect(view(create)?.changes).toEqual([
      { path: "*ptr__uninit", type: "", before: "not set", after: "dynptr of 58 bytes" },
    ]);
  });

  test("tells a null dynptr from one of no bytes", () => {
    const made = (type: number) => ({ ...create, args: [{ name: "p", before: dynptr(type, 0) }] });
    expect([0, 4].map((type) => view(made(type))?.args[0]?.text)).toEqual(["null dynptr", "dynptr of 0 bytes"]);
  });

  test("keeps every member, and what the result points to, in its table", () => {
    const rows = view(slice(pointer("void *", "packet+14", bytes)))?.rows ?? [];
    const paths = rows.map(({ path }) => path);
    expect(paths).toEqual(["p", "p->type", "p->size", "offset", "buffer__nullable", "returned", "*returned"]);
    expect(rows.at(-1)).toMatchObject({ before: "not set", after: "45 00 00 00" });
  });

  test("knows the kfunc that the page is about", () => {
    expect([view(create)?.own, view(create, "bpf_dynptr_from_xdp")?.own]).toEqual([false, true]);
  });

  test("has its whole statement where the file that it stands in is at hand", () => {
    const call = { ...create, at: { ...at, line: 2, text: "\te = make(a," } };
    const source = "{\n\te = make(a,\n\t\t b);\n}";
    const placeIn = (sourceFile: string) =>
      callViews(outcome({ calls: [call] }), undefined, { sourceFile, source })[0]?.place;
    expect(placeIn("read-header.bpf.c")).toMatchObject({ line: 2, text: "e = make(a, b);" });
    expect(placeIn("other.h")).toMatchObject({ line: 2, text: "e = make(a," });
  });

  test("is marked where a fault ended it, and not where the fault came later", () => {
    const { returns, ...ended } = slice(integer("int", 0));
    const fault = { rule: "dynptr-argument" as const, message: "none is there", at: ended.at, instruction: "call" };
    const calls = [create, ended];
    expect(callViews(outcome({ calls, fault })).map(({ faulted }) => faulted)).toEqual([false, true]);
    const later = { ...fault, at: { ...at, slot: 20 } };
    expect(callViews(outcome({ calls, fault: later })).some(({ faulted }) => faulted)).toBe(false);
  });
});
