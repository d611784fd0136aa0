import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Btf } from "../../../src/core/btf/btf.ts";
import { printHeader } from "../../../src/core/btf/print-header.ts";
import { readBtf } from "../../../src/core/btf/read-btf.ts";
import { ByteProblems } from "../../../src/core/diagnostics/byte-problems.ts";
import { diagnosticCodes } from "../../../src/core/diagnostics/codes.ts";
import { type Checked, isSpan } from "../../../src/core/diagnostics/diagnostic.ts";
import { type ElfSection, sectionNamed } from "../../../src/core/elf/elf-object.ts";
import { readElf } from "../../../src/core/elf/read-elf.ts";
import { globalData } from "../../../src/core/object/global-data.ts";
import { linkObject } from "../../../src/core/object/link-object.ts";
import { compileC } from "../../drivers/compile-c.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";
import { typesOf } from "./link-c.ts";

const kernel = typesOf(`
struct task { int pid; struct task *parent; char comm[16]; } task;
int bpf_thing(struct task *task) { return task->pid; }
`);

const object = compileC(`
#define ACCESS __attribute__((preserve_access_index))
struct task { struct task *parent; int pid; int gone; char comm[16]; } ACCESS;
extern int bpf_thing(struct task *task) __attribute__((section(".ksyms")));
int counter; const volatile int limit = 3; char data[] = "text";
static __attribute__((noinline)) int called(struct task *task) { return task->parent->pid * counter; }
__attribute__((section("xdp"))) int f(struct task *task)
{
	if (__builtin_preserve_field_info(task->gone, 2))
		counter = task->gone;
	return called(task) + bpf_thing(task) + limit + data[counter] + task->comm[3];
}
char LICENSE[] __attribute__((section("license"))) = "GPL";
`);

const elf = readElf(object, "test.o").value;
const section = (name: string): ElfSection => {
  const found = elf && sectionNamed(elf, name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};

/** The longest that one file of this size may take, in milliseconds, on a busy machine. */
const LONGEST = 2000;

/** Either a value or findings that point somewhere; never an exception, never without end. */
function exercise<Value>(work: () => Checked<Value>): Value | undefined {
  const start = performance.now();
  const { value, diagnostics } = work();
  expect(performance.now() - start).toBeLessThan(LONGEST);
  if (value === undefined) expect(diagnostics.length).toBeGreaterThan(0);
  for (const { code, place, help } of diagnostics) {
    expect(Object.keys(diagnosticCodes)).toContain(code);
    const { byteOffset = 0 } = isSpan(place) ? { byteOffset: Number.NaN } : place;
    expect(Number.isSafeInteger(byteOffset) && byteOffset >= 0).toBe(true);
    expect(help).toBeTruthy();
  }
  return value;
}

const link = (bytes: Uint8Array) => exercise(() => linkObject(bytes, "test.o", kernel));

/** Values that break lengths, counts, offsets and ids. */
const values = fc.oneof(
  fc.integer({ min: 0, max: 255 }),
  fc.constantFrom(0x7fffffff, 0x80000000, 0xffffffff, 0xffff, 0x10000, 8, 12, 24),
  fc.nat(0xffffffff),
);

/** A copy with some 32-bit words replaced, within a range of bytes. */
const damaged = (start: number, length: number) =>
  fc
    .array(fc.record({ at: fc.nat(Math.max(0, length - 4)), value: values }), { minLength: 1, maxLength: 4 })
    .map((changes) => {
      const copy = object.slice();
      const view = new DataView(copy.buffer);
      for (const { at, value } of changes) view.setUint32(Math.min(start + (at & ~3), copy.length - 4), value, true);
      return copy;
    });

test("the object is sound before it is damaged", () => {
  expect(link(object)?.programs[0]?.functions.map(({ name }) => name)).toEqual(["f", "called"]);
});

test("an object cut anywhere", () => {
  for (let length = 0; length < object.length; length += 7) link(object.subarray(0, length));
});

test("any bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void link(bytes)),
    { numRuns: 300 },
  );
});

describe("a file with words replaced in", () => {
  const places: [string, number, number][] = [
    ["the header", 0, 64],
    ["the section headers", new DataView(object.buffer).getUint32(40, true), (elf?.sections.length ?? 0) * 64],
    ["the symbols", section(".symtab").fileOffset, section(".symtab").size],
    ["the relocations", section(".relxdp").fileOffset, section(".relxdp").size],
    ["the code", section("xdp").fileOffset, section("xdp").size],
    [".BTF", section(".BTF").fileOffset, section(".BTF").size],
    [".BTF.ext", section(".BTF.ext").fileOffset, section(".BTF.ext").size],
    ["any place", 0, object.length],
  ];
  test.each(places)("%s", (_name, start, length) => {
    fc.assert(
      fc.property(damaged(start, length), (bytes) => void link(bytes)),
      { numRuns: 500 },
    );
  });
});

test("types that were accepted can be printed", () => {
  const { fileOffset, size } = section(".BTF");
  fc.assert(
    fc.property(damaged(fileOffset, size), (bytes) => {
      const btf = exercise(() => readBtf(bytes.subarray(fileOffset, fileOffset + size), "test.btf"));
      if (btf) expect(printHeader(btf)).toContain("__VMLINUX_H__");
    }),
    { numRuns: 300 },
  );
});

test("a variable that takes less room than its type", () => {
  const btf = exercise(() => readBtf(section(".BTF").bytes, "test.btf"));
  const types = (btf?.types ?? []).map((type) =>
    type.kind === "datasec" ? { ...type, entries: type.entries.map((entry) => ({ ...entry, size: 2 })) } : type,
  );
  const problems = new ByteProblems("test.o", "load/elf", "Compile it anew");
  if (elf) globalData(elf, new Btf(types), problems);
  const messages = problems.diagnostics.map(({ message }) => message);
  expect(messages).toContain("The variable counter has 2 bytes in .bss; its type takes 4");
});

test("thousands of kfuncs that no kernel has", () => {
  const names = Array.from({ length: 2000 }, (_, index) => `bpf_xdp_get_something_${index}`);
  const bytes = compileC(`
    ${names.map((name) => `extern int ${name}(void) __attribute__((section(".ksyms")));`).join("\n")}
    __attribute__((section("xdp"))) int f(void *ctx) { int sum = 0; ${names.map((name) => `sum += ${name}();`).join("\n")} return sum; }
  `);
  expect(exercise(() => linkObject(bytes, "test.o", kernelBtf))).toBeUndefined();
});

test("thousands of sections that share their bytes", () => {
  const count = 2000;
  const copy = new Uint8Array(object.length + count * 64);
  copy.set(object);
  const view = new DataView(copy.buffer);
  const [headers, known] = [view.getUint32(40, true), elf?.sections.length ?? 0];
  const relocations = section(".relxdp").index;
  copy.copyWithin(object.length, headers, headers + known * 64);
  for (let index = known; index < count; index++) {
    const header = object.length + index * 64;
    copy.copyWithin(header, headers + relocations * 64, headers + (relocations + 1) * 64);
    view.setBigUint64(header + 24, 0n, true);
    view.setBigUint64(header + 32, BigInt(copy.length), true);
  }
  view.setBigUint64(40, BigInt(object.length), true);
  view.setUint16(60, count, true);
  expect(link(copy)).toBeUndefined();
  const { diagnostics } = linkObject(copy, "test.o", kernel);
  expect(diagnostics.map(({ message }) => message)).toEqual(["The sections take more bytes than the file has"]);
});

test("a section that claims to be larger than any memory", () => {
  const index = section(".bss").index;
  const copy = object.slice();
  const view = new DataView(copy.buffer);
  const header = view.getUint32(40, true) + index * 64;
  view.setBigUint64(header + 24, (1n << 63n) - 1n, true);
  view.setBigUint64(header + 32, 1n << 62n, true);
  expect(link(copy)).toBeUndefined();
  const { diagnostics } = linkObject(copy, "test.o", kernel);
  expect(diagnostics.map(({ code }) => code)).toContain("load/unsupported");
});
