import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Btf } from "../../../src/core/btf/btf.ts";
import { printHeader } from "../../../src/core/btf/print-header.ts";
import { readBtf } from "../../../src/core/btf/read-btf.ts";
import { uniqueNames } from "../../../src/core/btf/type-names.ts";
import type { BtfComposite, BtfType } from "../../../src/core/btf/types.ts";
import { writeBtf } from "../../../src/core/btf/write-btf.ts";
import { sectionNamed } from "../../../src/core/elf/elf-object.ts";
import { readElf } from "../../../src/core/elf/read-elf.ts";
import { findClang } from "../../../src/node/clang/find-clang.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";
import { layoutAssertions } from "./layout-assertions.ts";

const found = findClang();
const clang = "path" in found ? found.path : "clang";
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kfdoc-header-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Compiles C that includes a header printed from these types. */
function compile(btf: Btf, source: string): Uint8Array {
  writeFileSync(join(folder, "vmlinux.h"), printHeader(btf));
  writeFileSync(join(folder, "test.c"), source);
  const flags = [
    "--target=bpf",
    "-g",
    "-O2",
    "-Wall",
    "-Werror",
    "-Wno-pragma-clang-attribute",
    "-c",
    "test.c",
    "-o",
    "test.o",
  ];
  execFileSync(clang, flags, { cwd: folder, stdio: "pipe" });
  return new Uint8Array(readFileSync(join(folder, "test.o")));
}

test("clang gives every struct and member of the header the size and offset that the BTF states", () => {
  const { source, records, members } = layoutAssertions(kernelBtf);
  expect(records).toBeGreaterThan(1000);
  expect(members).toBeGreaterThan(10_000);
  compile(kernelBtf, source);
});

const withBitFields = (type: BtfType): type is BtfComposite =>
  (type.kind === "struct" || type.kind === "union") &&
  type.name !== "" &&
  type.members.some(({ bitFieldSize }) => bitFieldSize > 0);

test("clang puts every bit-field where the BTF states it", () => {
  const names = uniqueNames(kernelBtf);
  const wanted = [...kernelBtf.types.entries()].flatMap(([id, type]) => {
    return withBitFields(type) ? [{ type, tag: names.tag(id) }] : [];
  });
  expect(wanted.length).toBeGreaterThan(50);
  const variables = wanted.map(({ type, tag }, index) => `${type.kind} ${tag} variable${index};`).join("\n");
  const elf = readElf(compile(kernelBtf, `#include "vmlinux.h"\n${variables}\n`), "test.o").value;
  const compiled = readBtf((elf && sectionNamed(elf, ".BTF")?.bytes) ?? new Uint8Array(), "test.btf").value;
  for (const { type, tag } of wanted) {
    const id = compiled?.find(type.kind, tag);
    const other = id === undefined ? undefined : compiled?.type(id);
    const fields = (each: BtfType | undefined) =>
      each && "members" in each
        ? each.members.map(({ name, bitOffset, bitFieldSize }) => [name, bitOffset, bitFieldSize])
        : [];
    expect(fields(other), tag).toEqual(fields(type));
  }
});

const int: BtfType = {
  kind: "int",
  name: "int",
  size: 4,
  bits: 32,
  bitOffset: 0,
  encoding: { signed: true, char: false, bool: false },
};
const member = (name: string, type: number, bitOffset: number, bitFieldSize = 0) => ({
  name,
  type,
  bitOffset,
  bitFieldSize,
});

/** Types that a kernel may hold and that C can't say plainly; id 1 is int, id 2 is char. */
const awkward: [string, BtfType[]][] = [
  [
    "two structs of one name",
    [
      { kind: "struct", name: "s", size: 4, members: [member("a", 1, 0)] },
      { kind: "struct", name: "s", size: 8, members: [member("a", 1, 32)] },
    ],
  ],
  [
    "a struct, a union and an enum of one name",
    [
      { kind: "struct", name: "s", size: 4, members: [member("a", 1, 0)] },
      { kind: "union", name: "s", size: 4, members: [member("a", 1, 0)] },
      { kind: "enum", name: "s", size: 4, signed: false, is64: false, values: [{ name: "A", value: 1n }] },
    ],
  ],
  [
    "a declaration of a union beside a struct of its name",
    [
      { kind: "struct", name: "s", size: 4, members: [member("a", 1, 0)] },
      { kind: "fwd", name: "s", union: true },
    ],
  ],
  [
    "an enumerator in two enums",
    [
      { kind: "enum", name: "", size: 4, signed: false, is64: false, values: [{ name: "A", value: 1n }] },
      { kind: "enum", name: "e", size: 4, signed: false, is64: false, values: [{ name: "A", value: 2n }] },
    ],
  ],
  [
    "two typedefs of one name",
    [
      { kind: "typedef", name: "t", type: 1 },
      { kind: "typedef", name: "t", type: 2 },
    ],
  ],
  [
    "a hole before, between and after members",
    [{ kind: "struct", name: "s", size: 64, members: [member("a", 2, 8 * 9), member("b", 1, 8 * 24)] }],
  ],
  [
    "bit-fields with holes",
    [
      {
        kind: "struct",
        name: "s",
        size: 16,
        members: [member("a", 1, 3, 5), member("b", 1, 20, 7), member("c", 1, 70, 9)],
      },
    ],
  ],
  [
    "a bit-field that straddles ints",
    [{ kind: "struct", name: "s", size: 5, members: [member("a", 1, 0, 30), member("b", 1, 30, 10)] }],
  ],
  ["a packed struct", [{ kind: "struct", name: "s", size: 5, members: [member("a", 2, 0), member("b", 1, 8)] }]],
  ["a union larger than its members", [{ kind: "union", name: "u", size: 64, members: [member("a", 1, 0)] }]],
  [
    "a packed union",
    [
      { kind: "array", element: 2, index: 1, length: 5 },
      { kind: "union", name: "u", size: 5, members: [member("a", 1, 0), member("b", 3, 0)] },
    ],
  ],
  [
    "enums of one, two and eight bytes",
    [1, 2, 8].map(
      (size): BtfType => ({
        kind: "enum",
        name: `e${size}`,
        size,
        signed: true,
        is64: size === 8,
        values: [{ name: `V${size}`, value: -1n }],
      }),
    ),
  ],
  [
    "a named struct held without a name",
    [
      { kind: "struct", name: "inner", size: 4, members: [member("a", 1, 0)] },
      { kind: "struct", name: "outer", size: 8, members: [member("", 3, 32)] },
    ],
  ],
  [
    "a struct used before it is defined",
    [
      { kind: "struct", name: "outer", size: 8, members: [member("inner", 5, 0), member("next", 4, 32)] },
      { kind: "typedef", name: "t", type: 5 },
      { kind: "struct", name: "inner", size: 4, members: [member("a", 1, 0)] },
    ],
  ],
  ["an int that no C compiler knows", [{ ...int, name: "u9" } as BtfType, { kind: "typedef", name: "t", type: 3 }]],
  ["a typedef that the compiler has built in", [{ kind: "typedef", name: "__builtin_va_list", type: 1 }]],
  [
    "a struct of 2 GiB",
    [{ kind: "struct", name: "s", size: 0x7fffffff, members: [member("a", 1, 3, 5), member("b", 2, 8 * 0x100000)] }],
  ],
  ["an empty struct", [{ kind: "struct", name: "s", size: 0, members: [] }]],
  ["a struct without members", [{ kind: "struct", name: "s", size: 12, members: [] }]],
];

test.each(awkward)("%s", (_name, types) => {
  const char: BtfType = { ...int, name: "char", size: 1, bits: 8 } as BtfType;
  const { value: btf, diagnostics } = readBtf(writeBtf([{ kind: "void" }, int, char, ...types]), "test.btf");
  expect(diagnostics).toEqual([]);
  if (btf) compile(btf, layoutAssertions(btf).source);
});
