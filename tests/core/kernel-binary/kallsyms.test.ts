import { expect, test } from "vitest";
import { concatenate } from "../../../src/core/bytes/concatenate.ts";
import { readKallsyms } from "../../../src/core/kernel-binary/kallsyms.ts";
import type { KernelSymbol } from "../../../src/core/kernel-binary/symbol-table.ts";

const RODATA = -0x7e00_0000;
const TEXT = -0x7f00_0000;
const BTF = -0x7d00_0000;

/** One more than two markers' worth; one of them has a name that takes two bytes of length. */
const symbols: KernelSymbol[] = [
  { name: "fixed_percpu_data", address: 0 },
  ...Array.from({ length: 600 }, (_, index) => ({ name: `function_${index}`, address: TEXT + 16 * index })),
  { name: `a_long_name_${"x".repeat(150)}`, address: TEXT + 0x10000 },
  { name: "__start_BTF", address: BTF },
];

const u16 = (value: number) => new Uint8Array(new Uint16Array([value]).buffer);
const u32 = (value: number) => new Uint8Array(new Uint32Array([value >>> 0]).buffer);
const u64 = (value: number) => new Uint8Array(new BigInt64Array([BigInt(value)]).buffer);
const text = (value: string) => Uint8Array.from(value, (letter) => letter.charCodeAt(0));

/** Every byte stands for itself but two, which the kernel's build would use for frequent words. */
const tokens = Array.from({ length: 256 }, (_, code) =>
  code === 1 ? "function_" : code === 0 || code > 126 ? "" : String.fromCharCode(code),
);

/** A section that grows, with the place of each part. */
class Section {
  readonly #parts: Uint8Array[] = [];
  length = 0;

  add(bytes: Uint8Array): number {
    const at = this.length;
    this.#parts.push(bytes);
    this.length += bytes.length;
    return at;
  }

  align(unit: number): number {
    this.add(new Uint8Array((unit - (this.length % unit)) % unit));
    return this.length;
  }

  bytes(): Uint8Array {
    return concatenate(this.#parts);
  }
}

function addNames(section: Section, unit: number, withList: boolean): void {
  section.align(unit);
  section.add(u32(symbols.length));
  section.align(unit);
  const markers: number[] = [];
  const start = section.length;
  for (const [index, { name }] of symbols.entries()) {
    if (index % 256 === 0) markers.push(section.length - start);
    const packed = text(`T${name.replace("function_", "\x01")}`);
    section.add(
      packed.length < 128
        ? Uint8Array.of(packed.length)
        : Uint8Array.of((packed.length & 127) | 128, packed.length >> 7),
    );
    section.add(packed);
  }
  section.align(unit);
  for (const marker of markers) section.add(u32(marker));
  if (withList) {
    section.align(unit);
    for (const index of symbols.keys()) section.add(Uint8Array.of(index >> 16, index >> 8, index));
  }
  section.align(unit);
  const offsets: number[] = [];
  const table = section.length;
  for (const token of tokens) {
    offsets.push(section.length - table);
    section.add(text(`${token}\0`));
  }
  section.align(unit);
  for (const offset of offsets) section.add(u16(offset));
}

const percpuApart = (address: number) => (address >= 0 ? address : TEXT - 1 - address);

/** The layouts that releases have had (scripts/kallsyms.c). */
const layouts: Record<string, (section: Section) => void> = {
  "before the names, and the symbols by name before the tokens (6.1)": (section) => {
    section.align(8);
    for (const { address } of symbols) section.add(u32(percpuApart(address)));
    section.align(8);
    section.add(u64(TEXT));
    addNames(section, 8, true);
  },
  "behind the tokens, with each CPU's apart (6.12)": (section) => {
    addNames(section, 8, false);
    section.align(8);
    for (const { address } of symbols) section.add(u32(percpuApart(address)));
    section.align(8);
    section.add(u64(TEXT));
  },
  "behind the tokens, from a base (6.16)": (section) => {
    addNames(section, 8, false);
    section.align(8);
    for (const { address } of symbols) section.add(u32((address || TEXT) - TEXT));
    section.align(8);
    section.add(u64(TEXT));
  },
  "behind the tokens, each from where it stands (7.3)": (section) => {
    addNames(section, 4, false);
    section.align(4);
    for (const { address } of symbols) section.add(u32((address || TEXT) - RODATA - section.length));
  },
};

function rodata(write: (section: Section) => void) {
  const section = new Section();
  section.add(text("something else 0\x001\x002\x003\x004\x005\x006\x007\x008\x009\0 and more\0\0"));
  section.align(8);
  write(section);
  section.add(text("behind it"));
  return { name: ".rodata", address: RODATA, bytes: section.bytes(), executable: false };
}

test.each(Object.entries(layouts))("addresses %s are read", (layout, write) => {
  const read = readKallsyms(rodata(write), BTF);
  expect(read.slice(1)).toEqual(symbols.slice(1));
  expect(read[0]).toEqual({
    name: "fixed_percpu_data",
    address: /6\.1/.test(layout) && !/6\.16/.test(layout) ? 0 : TEXT,
  });
});

test("a table whose addresses fit no known layout is refused", () => {
  const section = rodata(layouts["behind the tokens, from a base (6.16)"] ?? (() => {}));
  expect(() => readKallsyms(section, BTF + 8)).toThrow("kept in a way not known here");
});

test("a section without the table is refused", () => {
  const section = rodata((each) => each.add(new Uint8Array(4096)));
  expect(() => readKallsyms(section, BTF)).toThrow("not where it is known to be");
});
