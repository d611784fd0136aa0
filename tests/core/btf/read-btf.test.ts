import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Btf } from "../../../src/core/btf/btf.ts";
import { readBtf } from "../../../src/core/btf/read-btf.ts";
import type { BtfType } from "../../../src/core/btf/types.ts";
import { writeBtf } from "../../../src/core/btf/write-btf.ts";
import { sectionNamed } from "../../../src/core/elf/elf-object.ts";
import { readElf } from "../../../src/core/elf/read-elf.ts";
import { askTool, compileC } from "../../drivers/compile-c.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";

const source = readFileSync(join(import.meta.dirname, "every-kind.c"), "utf8");
const object = compileC(source, ["-Wno-visibility"]);

function objectBtf(): Uint8Array {
  const elf = readElf(object, "test.o").value;
  return (elf && sectionNamed(elf, ".BTF")?.bytes) ?? new Uint8Array();
}

/** As bpftool's JSON calls things. */
interface DumpedType {
  readonly id: number;
  readonly kind: string;
  readonly name: string;
  readonly [key: string]: unknown;
}

const dumpedKinds: Partial<Record<BtfType["kind"], string>> = { datasec: "DATASEC", func_proto: "FUNC_PROTO" };

function kindOf(type: BtfType): string {
  if (type.kind === "enum") return type.is64 ? "ENUM64" : "ENUM";
  return dumpedKinds[type.kind] ?? type.kind.toUpperCase();
}

/** bpftool before v7.2 prints an unsigned enumerator past 2^31 as though it had 64 bits. */
const enumeratorText = (value: bigint, is64: boolean) => String(is64 ? value : BigInt.asUintN(32, value));

/** What bpftool states about a type, from our reading of it. */
function asDumped(type: BtfType, id: number): Record<string, unknown> {
  const common = { id, kind: kindOf(type), name: "name" in type && type.name !== "" ? type.name : "(anon)" };
  switch (type.kind) {
    case "int":
      return { ...common, size: type.size, bits_offset: type.bitOffset, nr_bits: type.bits };
    case "array":
      return { ...common, type_id: type.element, index_type_id: type.index, nr_elems: type.length };
    case "struct":
    case "union":
      return {
        ...common,
        size: type.size,
        vlen: type.members.length,
        members: type.members.map((member) => ({
          name: member.name === "" ? "(anon)" : member.name,
          type_id: member.type,
          bits_offset: member.bitOffset,
          ...(member.bitFieldSize > 0 ? { bitfield_size: member.bitFieldSize } : {}),
        })),
      };
    case "enum":
      return {
        ...common,
        size: type.size,
        vlen: type.values.length,
        values: type.values.map(({ name, value }) => ({ name, val: enumeratorText(value, type.is64) })),
      };
    case "func_proto":
      return {
        ...common,
        ret_type_id: type.returns,
        vlen: type.params.length + Number(type.variadic),
        params: [...type.params, ...(type.variadic ? [{ name: "", type: 0 }] : [])].map((param) => ({
          name: param.name === "" ? "(anon)" : param.name,
          type_id: param.type,
        })),
      };
    case "fwd":
      return { ...common, fwd_kind: type.union ? "union" : "struct" };
    case "func":
    case "var":
      return {
        ...common,
        type_id: type.type,
        linkage: type.linkage === "global" && type.kind === "var" ? "global" : type.linkage,
      };
    case "datasec":
      return {
        ...common,
        size: type.size,
        vlen: type.entries.length,
        vars: type.entries.map((entry) => ({ type_id: entry.type, offset: entry.offset, size: entry.size })),
      };
    case "float":
      return { ...common, size: type.size };
    case "decl_tag":
      return { ...common, type_id: type.type, component_idx: type.component };
    case "void":
      return common;
    default:
      return { ...common, type_id: type.type };
  }
}

const bpftool = ["bpftool", "/usr/sbin/bpftool"];
const dump = (bytes: Uint8Array) => askTool(bpftool, ["-j", "btf", "dump", "file"], bytes);

describe.each([
  ["the types of a kernel", () => writeBtf(kernelBtf.types)],
  ["the types of an object with every kind", objectBtf],
])("%s", (_name, bytesOf) => {
  const bytes = bytesOf();
  const printed = dump(bytes);
  test.skipIf(printed === undefined)("are those that bpftool reads", () => {
    const { value, diagnostics } = readBtf(bytes, "test.btf");
    expect(diagnostics).toEqual([]);
    // Enumerators of 64 bits are past what a JSON number keeps.
    const exact = printed?.replace(/"val":(-?\d+)/g, '"val":"$1"') ?? "";
    const { types } = JSON.parse(exact) as { types: DumpedType[] };
    expect(value?.types.length).toBe(types.length + 1);
    types.forEach((expected) => {
      const ours = asDumped(value?.type(expected.id) ?? { kind: "void" }, expected.id);
      const theirs = Object.fromEntries(Object.keys(ours).map((key) => [key, expected[key]]));
      const values = theirs.values as { name: string; val: string }[] | undefined;
      if (values) {
        const is64 = theirs.kind === "ENUM64";
        theirs.values = values.map(({ name, val }) => ({ name, val: enumeratorText(BigInt(val), is64) }));
      }
      expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs));
    });
  });
});

test("an object of clang holds every kind", () => {
  const kinds = new Set(readBtf(objectBtf(), "test.btf").value?.types.map(kindOf));
  const all =
    "INT PTR ARRAY STRUCT UNION ENUM FWD TYPEDEF VOLATILE CONST RESTRICT FUNC FUNC_PROTO VAR DATASEC FLOAT DECL_TAG TYPE_TAG ENUM64";
  expect([...all.split(" ")].filter((kind) => !kinds.has(kind))).toEqual([]);
});

test("a split BTF goes on with the numbers and strings of its base", () => {
  const base = readBtf(writeBtf([{ kind: "void" }, int("int")]), "base").value as Btf;
  const own = writeBtf([{ kind: "void" }, { kind: "ptr", type: 1 }, { kind: "typedef", name: "number", type: 2 }]);
  // The typedef's name is at offset 1 of its own strings: in a split BTF that follows the base's.
  const view = new DataView(own.buffer);
  view.setUint32(24 + 12, base.strings.length + 1, true);
  const { value } = readBtf(own, "split", base);
  expect(value?.types.slice(2)).toEqual([
    { kind: "ptr", type: 1 },
    { kind: "typedef", name: "number", type: 2 },
  ]);
  expect(value?.find("int", "int")).toBe(1);
});

test("a header that is longer than we know is passed over", () => {
  const short = writeBtf([{ kind: "void" }, int("int")]);
  const long = new Uint8Array(short.length + 8);
  long.set(short.subarray(0, 24));
  long.set(short.subarray(24), 32);
  new DataView(long.buffer).setUint32(4, 32, true);
  expect(readBtf(long, "long").value?.find("int", "int")).toBe(1);
});

test("element counts past 16 bits and kinds past 5 are those of v7.2", () => {
  const values = Array.from({ length: 70_000 }, (_, index) => ({ name: `VALUE_${index}`, value: BigInt(index) }));
  const large: BtfType = { kind: "enum", name: "large", size: 4, signed: false, is64: false, values };
  expect(readBtf(writeBtf([{ kind: "void" }, large]), "large").value?.types[1]).toEqual(large);
});

test("a struct may have very many members", () => {
  const members = Array.from({ length: 200_000 }, (_, index) => member(`member${index}`, 1, 0));
  const types: BtfType[] = [{ kind: "void" }, int("int"), { kind: "union", name: "many", size: 4, members }];
  expect(readBtf(writeBtf(types), "many").diagnostics[0]?.message).toContain("has 200000 members");
});

function int(name: string, size = 4): BtfType {
  const encoding = { signed: true, char: false, bool: false };
  return { kind: "int", name, size, bits: size * 8, bitOffset: 0, encoding };
}

const member = (name: string, type: number, bitOffset = 0, bitFieldSize = 0) => ({
  name,
  type,
  bitOffset,
  bitFieldSize,
});
const struct = (name: string, size: number, members: ReturnType<typeof member>[]): BtfType => ({
  kind: "struct",
  name,
  size,
  members,
});

/** Chains of arrays of structs that double at each step. */
function doubling(steps: number): BtfType[] {
  const types: BtfType[] = [{ kind: "void" }, struct("", 0, [])];
  for (let step = 0; step < steps; step++) {
    types.push(struct("", 0, [member("a", types.length - 1), member("b", types.length - 1)]));
  }
  return types;
}

const refused: [string, BtfType[], RegExp][] = [
  ["an id past the end", [{ kind: "void" }, { kind: "ptr", type: 9 }], /refers to type 9, which is not there/],
  [
    "a pointer to a variable",
    [{ kind: "void" }, int("int"), { kind: "var", name: "x", type: 1, linkage: "global" }, { kind: "ptr", type: 2 }],
    /where a type must stand/,
  ],
  [
    "a function whose type is no prototype",
    [{ kind: "void" }, int("int"), { kind: "func", name: "f", type: 1, linkage: "global" }],
    /where a prototype must stand/,
  ],
  [
    "typedefs in a circle",
    [{ kind: "void" }, { kind: "typedef", name: "a", type: 2 }, { kind: "typedef", name: "b", type: 1 }],
    /contains itself/,
  ],
  ["a const that is its own target", [{ kind: "void" }, { kind: "const", type: 1 }], /contains itself/],
  ["a pointer to itself", [{ kind: "void" }, { kind: "ptr", type: 1 }], /can't be written in C/],
  [
    "an anonymous struct that points to itself",
    [{ kind: "void" }, struct("", 8, [member("next", 2)]), { kind: "ptr", type: 1 }],
    /can't be written in C/,
  ],
  ["a struct that holds itself", [{ kind: "void" }, struct("s", 4, [member("s", 1)])], /contains itself/],
  [
    "a member past the end",
    [{ kind: "void" }, int("int"), struct("s", 4, [member("a", 1), member("b", 1, 32)])],
    /has a member b past its end/,
  ],
  [
    "members out of order",
    [{ kind: "void" }, int("int"), struct("s", 8, [member("a", 1, 32), member("b", 1)])],
    /before the one listed first/,
  ],
  ["a member without size", [{ kind: "void" }, struct("s", 4, [member("nothing", 0)])], /which has no size/],
  [
    "an array of nothing",
    [{ kind: "void" }, int("int"), { kind: "array", element: 0, index: 1, length: 4 }],
    /which has no size/,
  ],
  [
    "an array of 16 EiB",
    [
      { kind: "void" },
      int("int"),
      { kind: "array", element: 1, index: 1, length: 0xffffffff },
      { kind: "array", element: 2, index: 1, length: 0xffffffff },
    ],
    /larger than 4 GiB/,
  ],
  ["an int of three bytes", [{ kind: "void" }, { ...int("int"), size: 3 } as BtfType], /can't have 3 bytes/],
  ["a name with a line break", [{ kind: "void" }, struct("s;\n#include", 0, [])], /a name that is not one in C/],
  [
    "a member that closes the struct",
    [{ kind: "void" }, int("int"), struct("s", 4, [member("a; }", 1)])],
    /whose name is not one in C/,
  ],
  [
    "a tag that ends its string",
    [{ kind: "void" }, { kind: "type_tag", name: 'x"))) int y', type: 0, attribute: false }],
    /a name that is not one in C/,
  ],
  [
    "a tag for a parameter that is not there",
    [{ kind: "void" }, struct("s", 0, []), { kind: "decl_tag", name: "t", type: 1, component: 3, attribute: false }],
    /tags component 3 of 0/,
  ],
  ["a spelling that doubles sixty times", doubling(60), /is spelt with/],
  [
    "nesting without end",
    [{ kind: "void" }, ...Array.from({ length: 5000 }, (_, id): BtfType => ({ kind: "ptr", type: id }))],
    /deep/,
  ],
];

test.each([["a line break"], ["a\ttabulator"], ["é".repeat(600)]])("takes any text of a declaration tag", (text) => {
  const name = `${text}\n{{[a-z]+}}`;
  const tag: BtfType = { kind: "decl_tag", name, type: 1, component: -1, attribute: false };
  const { value, diagnostics } = readBtf(writeBtf([{ kind: "void" }, struct("s", 0, []), tag]), "test.btf");
  expect(diagnostics).toEqual([]);
  expect(value?.type(2)).toEqual(tag);
});

test.each(refused)("refuses %s", (_name, types, message) => {
  const { value, diagnostics } = readBtf(writeBtf(types), "test.btf");
  expect(value).toBeUndefined();
  expect(diagnostics.map(({ code }) => code)).toContain("load/btf");
  expect(diagnostics.map((each) => each.message).join("\n")).toMatch(message);
  expect(diagnostics.every(({ place }) => "byteOffset" in place && (place.byteOffset ?? 0) >= 24)).toBe(true);
});

test.each([
  ["no bytes at all", (bytes: Uint8Array) => bytes.subarray(0, 0)],
  ["half a header", (bytes: Uint8Array) => bytes.subarray(0, 10)],
  ["types cut short", (bytes: Uint8Array) => bytes.subarray(0, 30)],
  ["another magic number", (bytes: Uint8Array) => bytes.with(0, 1)],
  ["version 2", (bytes: Uint8Array) => bytes.with(2, 2)],
  ["an unknown kind", (bytes: Uint8Array) => bytes.with(31, 99)],
  ["a name outside the strings", (bytes: Uint8Array) => bytes.with(25, 99)],
  ["strings without an end", (bytes: Uint8Array) => bytes.with(bytes.length - 1, 65)],
])("refuses %s", (_name, damage) => {
  const { value, diagnostics } = readBtf(damage(writeBtf([{ kind: "void" }, int("int")])), "test.btf");
  expect(value).toBeUndefined();
  expect(diagnostics[0]?.code).toBe("load/btf");
});

test("finds types by kind and name, and all of one name", () => {
  const types: BtfType[] = [{ kind: "void" }, int("int"), struct("s", 0, []), struct("s", 4, [member("a", 1)])];
  const btf = new Btf(types);
  expect(btf.find("struct", "s")).toBe(2);
  expect(btf.findAll("struct", "s")).toEqual([2, 3]);
  expect(btf.find("union", "s")).toBeUndefined();
});
