import { expect, test } from "vitest";
import { toHex } from "../../../../src/core/bytes/hex.ts";
import { sha256 } from "../../../../src/core/kernel/crypto/sha256.ts";

/** FIPS 180-4's examples, and one message whose length takes a block of its own. */
const vectors = [
  ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  [
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  ],
] as const;

test.each(vectors)("digests '%s'", (message, digest) => {
  expect(toHex(sha256(new TextEncoder().encode(message)))).toBe(digest);
});
