import { expect, test } from "vitest";
import { dropDebug } from "../../../src/core/elf/drop-debug.ts";
import { readElf } from "../../../src/core/elf/read-elf.ts";
import { compileC } from "../../drivers/compile-c.ts";

const object = compileC(`
int counter = 7; static int unset[100];
__attribute__((section("xdp"))) int prog(void *ctx) { return counter + unset[3]; }
char _license[] __attribute__((section("license"))) = "GPL";
`);

function partsOf(bytes: Uint8Array) {
  const { value, diagnostics } = readElf(bytes, "prog.o");
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return value;
}

test("an object without DWARF is the same object otherwise", () => {
  const { value: small } = dropDebug(object, "prog.o");
  if (!small) throw new Error("nothing came back");
  const [before, after] = [partsOf(object), partsOf(small)];
  const kept = before.sections.filter(({ name }) => !name.includes(".debug_"));
  expect(before.sections.length).toBeGreaterThan(kept.length);
  expect(small.length).toBeLessThan(object.length);
  const contents = ({ index, name, type, size, align, bytes }: (typeof kept)[number]) => ({
    index,
    name,
    type,
    size,
    align,
    bytes,
  });
  expect(after.sections.filter(({ name }) => name !== "").map(contents)).toEqual(
    kept.filter(({ name }) => name !== "").map(contents),
  );
  expect(after.symbols).toEqual(before.symbols);
  expect([...after.relocations.keys()].sort()).toEqual(
    kept.flatMap(({ index }) => (before.relocations.has(index) ? [index] : [])).sort(),
  );
});

test("what is no object is told of", () => {
  const { value, diagnostics } = dropDebug(new Uint8Array(100), "prog.o");
  expect(value).toBeUndefined();
  expect(diagnostics.map(({ message }) => message)).toEqual(["This is not an ELF file"]);
});
