import { AES_BLOCK_BYTES, type Aes } from "./aes.ts";

export type Direction = "encrypt" | "decrypt";

/** What a mode made of the whole blocks of its input, and the initialisation vector that the next call goes on with. */
export interface Crypted {
  readonly bytes: Uint8Array;
  readonly iv: Uint8Array;
}

/** A mode of a block cipher: `input` has whole blocks alone. */
export interface BlockMode {
  /** In bytes; 0 where it takes none. */
  readonly ivBytes: number;
  crypt(cipher: Aes, direction: Direction, input: Uint8Array, iv: Uint8Array): Crypted;
}

const blocksOf = (input: Uint8Array): Uint8Array[] =>
  Array.from({ length: input.length / AES_BLOCK_BYTES }, (_, index) =>
    input.slice(index * AES_BLOCK_BYTES, (index + 1) * AES_BLOCK_BYTES),
  );

const joined = (blocks: readonly Uint8Array[]): Uint8Array => Uint8Array.from(blocks.flatMap((block) => [...block]));

const xor = (left: Uint8Array, right: Uint8Array): Uint8Array => left.map((byte, index) => byte ^ (right[index] ?? 0));

/** crypto/ecb.c, v7.3. */
const ecb: BlockMode = {
  ivBytes: 0,
  crypt: (cipher, direction, input, iv) => ({
    bytes: joined(blocksOf(input).map((block) => cipher[direction](block))),
    iv,
  }),
};

/** crypto/cbc.c, v7.3: the last block of the ciphertext is the next vector. */
const cbc: BlockMode = {
  ivBytes: AES_BLOCK_BYTES,
  crypt(cipher, direction, input, iv) {
    let chained = iv;
    const blocks = blocksOf(input).map((block) => {
      if (direction === "encrypt") {
        chained = cipher.encrypt(xor(block, chained));
        return chained;
      }
      const plain = xor(cipher.decrypt(block), chained);
      chained = block;
      return plain;
    });
    return { bytes: joined(blocks), iv: chained };
  },
};

/** By the kernel's name of the algorithm. */
export const blockModes: Readonly<Record<string, BlockMode>> = { "ecb(aes)": ecb, "cbc(aes)": cbc };

/** aes_preparekey (lib/crypto/aes.c, v7.3). */
export const AES_KEY_BYTES: readonly number[] = [16, 24, 32];
