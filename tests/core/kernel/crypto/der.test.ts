import { expect, test } from "vitest";
import { elementsOf } from "../../../../src/core/kernel/crypto/der.ts";
import { readSignedMessage } from "../../../../src/core/kernel/crypto/signed-message.ts";

test("reads short and long lengths", () => {
  const long = Uint8Array.of(0x04, 0x81, 0x80, ...new Uint8Array(128));
  expect(elementsOf(Uint8Array.of(0x02, 1, 5, ...long))?.map(({ tag, content }) => [tag, content.length])).toEqual([
    [0x02, 1],
    [0x04, 128],
  ]);
});

/** Elements that end behind the bytes, or have no end of their own. */
const broken = [[0x30], [0x30, 2, 0], [0x30, 0x82, 1], [0x30, 0x84, 0, 0, 0, 0]];

test.each(broken)("refuses the bytes %j", (...bytes) => {
  expect(elementsOf(Uint8Array.from(bytes))).toBeUndefined();
  expect(readSignedMessage(Uint8Array.from(bytes))).toBe("malformed");
});

test("tells a message of another form from none", () => {
  expect(readSignedMessage(Uint8Array.of(0x30, 3, 0x02, 1, 5))).toBeUndefined();
  expect(readSignedMessage(Uint8Array.of(0x30, 0x80, 0, 0))).toBeUndefined();
  expect(readSignedMessage(Uint8Array.of(0x04, 1, 5))).toBe("malformed");
});
