import { expect, test } from "vitest";
import { fromHex, toHex } from "../../../../src/core/bytes/hex.ts";
import { Aes } from "../../../../src/core/kernel/crypto/aes.ts";

/** FIPS 197, appendix C. */
const vectors = [
  ["000102030405060708090a0b0c0d0e0f", "69c4e0d86a7b0430d8cdb78070b4c55a"],
  ["000102030405060708090a0b0c0d0e0f1011121314151617", "dda97ca4864cdfe06eaf70a0ec0d7191"],
  ["000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", "8ea2b7ca516745bfeafc49904b496089"],
] as const;
const clear = "00112233445566778899aabbccddeeff";
const bytes = (hex: string) => fromHex(hex) ?? new Uint8Array();

test.each(vectors)("encrypts and decrypts a block with the key %s", (key, sealed) => {
  const aes = new Aes(bytes(key));
  expect(toHex(aes.encrypt(bytes(clear)))).toBe(sealed);
  expect(toHex(aes.decrypt(bytes(sealed)))).toBe(clear);
});
