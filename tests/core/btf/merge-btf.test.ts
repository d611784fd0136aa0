import { expect, test } from "vitest";
import { Btf } from "../../../src/core/btf/btf.ts";
import { mergeBtf } from "../../../src/core/btf/merge-btf.ts";
import { printHeader } from "../../../src/core/btf/print-header.ts";
import { printPrototype } from "../../../src/core/btf/print-type.ts";
import { readBtf } from "../../../src/core/btf/read-btf.ts";
import type { BtfType, TypeId } from "../../../src/core/btf/types.ts";
import { writeBtf } from "../../../src/core/btf/write-btf.ts";

const int: BtfType = {
  kind: "int",
  name: "int",
  size: 4,
  bits: 32,
  bitOffset: 0,
  encoding: { signed: true, char: false, bool: false },
};
const member = (name: string, type: TypeId, bitOffset = 0) => ({ name, type, bitOffset, bitFieldSize: 0 });
const enumeration = (name: string, ...names: string[]): BtfType => ({
  kind: "enum",
  name,
  size: 4,
  signed: false,
  is64: false,
  values: names.map((each, index) => ({ name: each, value: BigInt(index) })),
});

/** 1 int, 2 struct shared, 3 pointer to it, 4 a struct that is only declared, 5 an enum that is only declared. */
const base = new Btf([
  { kind: "void" },
  int,
  { kind: "struct", name: "shared", size: 8, members: [member("next", 3)] },
  { kind: "ptr", type: 2 },
  { kind: "fwd", name: "late", union: false },
  enumeration("mode"),
]);

const split = (...types: BtfType[]) => new Btf([...base.types, ...types]);

/** A module that repeats `shared`, defines `late` and `mode`, and has a function over all of them. */
const module = (name: string) =>
  split(
    { kind: "struct", name: "shared", size: 8, members: [member("next", 7)] },
    { kind: "ptr", type: 6 },
    { kind: "struct", name: "late", size: 4, members: [member("of_module", 1)] },
    { kind: "ptr", type: 8 },
    enumeration("mode", "MODE_A", "MODE_B"),
    {
      kind: "func_proto",
      returns: 7,
      params: [
        { name: "late", type: 9 },
        { name: "mode", type: 10 },
      ],
      variadic: false,
    },
    { kind: "func", name, type: 11, linkage: "static" },
  );

const merged = mergeBtf(base, [module("first"), module("second")]);
const names = (kind: BtfType["kind"]) =>
  merged.btf.types.flatMap((type) => (type.kind === kind && "name" in type ? [type.name] : []));

test("what modules repeat stands there once", () => {
  expect(names("struct")).toEqual(["shared", "late"]);
  expect(names("enum")).toEqual(["mode"]);
  expect(names("func")).toEqual(["first", "second"]);
});

test("each module's types are found where they are now", () => {
  const [first, second] = merged.placeOf;
  expect(printPrototype(merged.btf, first?.(12) ?? 0)).toBe("struct shared *first(struct late *late, enum mode mode)");
  expect(printPrototype(merged.btf, second?.(12) ?? 0)).toBe(
    "struct shared *second(struct late *late, enum mode mode)",
  );
  expect(first?.(6)).toBe(2);
  expect(second?.(8)).toBe(first?.(8));
});

test("no name is taken twice in C, and an enum is defined where it was declared", () => {
  const header = printHeader(merged.btf);
  expect(header).not.toContain("___2");
  expect(header).toContain("enum mode {\n\tMODE_A = 0,");
});

test("structs of one name with other members stay two", () => {
  const other = split({ kind: "struct", name: "shared", size: 4, members: [member("other", 1)] });
  const { btf, placeOf } = mergeBtf(base, [other]);
  expect(btf.findAll("struct", "shared")).toEqual([2, placeOf[0]?.(6)]);
});

test("a declaration in a module is met by the kernel's definition", () => {
  const { placeOf } = mergeBtf(base, [split({ kind: "fwd", name: "shared", union: false }, { kind: "ptr", type: 6 })]);
  expect([placeOf[0]?.(6), placeOf[0]?.(7)]).toEqual([2, 3]);
});

test("the result is sound", () => {
  const { value, diagnostics } = readBtf(writeBtf(merged.btf.types), "merged.btf");
  expect(diagnostics).toEqual([]);
  expect(value?.types).toEqual(merged.btf.types);
});
