import { describe, expect, test } from "vitest";
import { sectionNamed } from "../../../src/core/elf/elf-object.ts";
import { bpfObject, readElf, x86Kernel } from "../../../src/core/elf/read-elf.ts";
import { askTool, compileC } from "../../drivers/compile-c.ts";

const object = compileC(`
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
extern void bpf_rcu_read_lock(void) __ksym;
int counter; const volatile int limit = 3;
static __attribute__((noinline)) int called(int a) { return a * counter; }
SEC("xdp") int program(struct xdp_md *ctx) { bpf_rcu_read_lock(); return called(limit); }
char LICENSE[] SEC("license") = "GPL";
`);

const readelf = ["llvm-readelf-19", "llvm-readelf"];
interface Printed {
  readonly Sections: { Section: { Index: number; Name: { Name: string }; Offset: number; Size: number } }[];
  readonly Symbols: { Symbol: { Name: { Name: string }; Value: number; Size: number; Binding: { Name: string } } }[];
  readonly Relocations: {
    Relocs: { Relocation: { Offset: number; Type: { Value: number }; Symbol: { Name: string } } }[];
  }[];
}

/** What readelf prints; LLVM before 15 prints another form, for relocations no JSON even: nothing to compare with. */
function ask<Part extends keyof Printed>(option: string, part: Part): Printed[Part] | undefined {
  try {
    const printed = askTool(readelf, ["--elf-output-style=JSON", option], object);
    return printed === undefined ? undefined : (JSON.parse(printed) as Printed[])[0]?.[part];
  } catch {
    return undefined;
  }
}

describe("an object of clang", () => {
  const { value: elf, diagnostics } = readElf(object, "test.o");
  const sections = ask("--sections", "Sections");
  const symbols = ask("--symbols", "Symbols");
  const relocations = ask("--relocs", "Relocations");

  test("is read without findings", () => {
    expect(diagnostics).toEqual([]);
    expect(elf && sectionNamed(elf, "license")?.bytes).toEqual(new TextEncoder().encode("GPL\0"));
  });

  test.skipIf(sections === undefined)("has the sections that readelf shows", () => {
    const expected = sections?.map(({ Section }) => [Section.Index, Section.Name.Name, Section.Offset, Section.Size]);
    expect(elf?.sections.map(({ index, name, fileOffset, size }) => [index, name, fileOffset, size])).toEqual(expected);
  });

  test.skipIf(symbols === undefined)("has the symbols that readelf shows", () => {
    const expected = symbols?.map(({ Symbol: each }) => [
      each.Name.Name,
      each.Value,
      each.Size,
      each.Binding.Name.toLowerCase(),
    ]);
    const named = (name: string, section = 0) => name || (elf?.sections[section]?.name ?? "");
    const ours = elf?.symbols.map((each) => [
      each.type === "section" ? named(each.name, each.section) : each.name,
      each.value,
      each.size,
      each.binding,
    ]);
    expect(ours).toEqual(expected);
  });

  test.skipIf(relocations === undefined)("has the relocations that readelf shows", () => {
    const expected = relocations?.flatMap(({ Relocs }) =>
      Relocs.map(({ Relocation: each }) => [each.Offset, each.Type.Value]),
    );
    const ours = [...(elf?.relocations.values() ?? [])].flat().map(({ offset, type }) => [offset, type]);
    expect(ours).toEqual(expected);
  });
});

const patched = (offset: number, value: number) => object.with(offset, value);

test.each([
  ["an empty file", new Uint8Array(), /ends too early/],
  ["a text", new TextEncoder().encode("int main;"), /not an ELF file/],
  ["a 32-bit file", patched(4, 1), /not a 64-bit/],
  ["a big-endian file", patched(5, 2), /not a little-endian/],
  ["another machine", patched(18, 62), /not a BPF object/],
  ["a linked program", patched(16, 2), /not a BPF object/],
  ["section headers of another size", patched(58, 40), /Section headers/],
  ["section headers past the end", patched(47, 1), /ends too early/],
  ["names that are not there", patched(62, 2), /names of sections/],
  ["half a file", object.subarray(0, object.length / 2), /ends too early/],
])("refuses %s", (_name, bytes, message) => {
  const { value, diagnostics } = readElf(bytes, "test.o");
  expect(value).toBeUndefined();
  expect(diagnostics.map(({ code }) => code)).toEqual(["load/elf"]);
  expect(diagnostics[0]?.message).toMatch(message);
});

test("is no kernel", () => {
  expect(readElf(object, "vmlinux", x86Kernel).diagnostics[0]?.message).toContain("an x86-64 kernel");
  expect(bpfObject.machine).toBe(247);
});
