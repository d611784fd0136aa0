import { toHex } from "../../bytes/hex.ts";
import { sha256 } from "./sha256.ts";

export interface RsaKey {
  readonly modulus: bigint;
  readonly exponent: bigint;
}

/** What stands before a SHA-256 digest in a signature (RFC 8017, section 9.2, note 1). */
const SHA256_PREFIX = "3031300d060960864801650304020105000420";

export const toNumber = (bytes: Uint8Array): bigint => BigInt(`0x0${toHex(bytes)}`);

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, square] = [1n, base % modulus];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, section 8.2.2). */
export function isSignedBy({ modulus, exponent }: RsaKey, data: Uint8Array, signature: Uint8Array): boolean {
  const digits = Math.ceil(modulus.toString(16).length / 2) * 2;
  const digest = SHA256_PREFIX + toHex(sha256(data));
  const value = toNumber(signature);
  if (signature.length * 2 !== digits || value >= modulus) return false;
  const expected = `0001${"ff".repeat((digits - digest.length - 6) / 2)}00${digest}`;
  return power(value, exponent, modulus).toString(16).padStart(digits, "0") === expected;
}
