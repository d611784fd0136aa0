import { expect, test } from "vitest";
import { readBitField, writeBitField } from "../../../src/core/bytes/bit-field.ts";

test.each([
  { what: "within a byte", bitOffset: 3, size: 2, value: 2, bytes: [0b1111_0111, 0xff, 0xff, 0xff, 0xff] },
  { what: "across bytes", bitOffset: 6, size: 10, value: 0x101, bytes: [0x7f, 0x40, 0xff, 0xff, 0xff] },
  { what: "a whole unit", bitOffset: 0, size: 32, value: 0x8000_0001, bytes: [1, 0, 0, 0x80, 0xff] },
  {
    what: "in a unit that the struct's end cuts off",
    bitOffset: 33,
    size: 1,
    value: 0,
    bytes: [255, 255, 255, 255, 253],
  },
])("a bit-field $what is written and read alone", ({ bitOffset, size, value, bytes }) => {
  const struct = new Uint8Array(5).fill(0xff);
  writeBitField(struct, { bitOffset, size }, value);
  expect([...struct]).toEqual(bytes);
  expect(readBitField(struct, { bitOffset, size })).toBe(BigInt(value));
});

test("bits without room are dropped", () => {
  const struct = new Uint8Array(4);
  writeBitField(struct, { bitOffset: 4, size: 3 }, 0xfff);
  expect([...struct]).toEqual([0x70, 0, 0, 0]);
});
