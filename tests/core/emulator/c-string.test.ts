import { expect, test } from "vitest";
import { toHex } from "../../../src/core/bytes/hex.ts";
import { readCString } from "../../../src/core/emulator/c-string.ts";

test.each([
  ['""', ""],
  ['"eth0"', "65746830"],
  [String.raw`"a\x00\n\t\0b"`, "6100" + "0a09" + "0062"],
  [String.raw`"\"\\"`, "225c"],
  ['"é"', "c3a9"],
])("%s is the bytes %s", (text, hex) => expect(toHex(readCString(text) ?? new Uint8Array(1))).toBe(hex));

test.each(["eth0", '"open', '"a"b"', String.raw`"\q"`, String.raw`"\x1"`, "6162"])("%s is no string of C", (text) =>
  expect(readCString(text)).toBeUndefined(),
);
