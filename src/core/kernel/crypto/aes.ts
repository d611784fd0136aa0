/** Bytes of a block, which is four columns of four. */
export const AES_BLOCK_BYTES = 16;

/** Multiplication by x in the field that FIPS 197 counts in (section 4.2). */
const doubled = (byte: number): number => ((byte << 1) ^ ((byte & 0x80) !== 0 ? 0x1b : 0)) & 0xff;

/** Powers of x + 1, which meet every byte but 0, and at which power each byte is. */
const powers = new Uint8Array(255);
const logarithms = new Uint8Array(256);
for (let power = 0, byte = 1; power < 255; power++, byte ^= doubled(byte)) {
  powers[power] = byte;
  logarithms[byte] = power;
}

function product(left: number, right: number): number {
  if (left === 0 || right === 0) return 0;
  return powers[((logarithms[left] ?? 0) + (logarithms[right] ?? 0)) % 255] ?? 0;
}

const inverseOf = (byte: number): number => (byte === 0 ? 0 : (powers[(255 - (logarithms[byte] ?? 0)) % 255] ?? 0));

/** SBOX() of FIPS 197, section 5.1.1, and back. */
const substitutes = new Uint8Array(256);
const originals = new Uint8Array(256);
for (let byte = 0; byte < 256; byte++) {
  const inverse = inverseOf(byte);
  const twice = inverse | (inverse << 8);
  const mixed = inverse ^ (twice >> 7) ^ (twice >> 6) ^ (twice >> 5) ^ (twice >> 4) ^ 0x63;
  substitutes[byte] = mixed & 0xff;
  originals[mixed & 0xff] = byte;
}

const substitute = (bytes: Uint8Array, table: Uint8Array): Uint8Array<ArrayBuffer> =>
  bytes.map((byte) => table[byte] ?? 0);

const added = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  left.map((byte, index) => byte ^ (right[index] ?? 0));

/** Row r of the block moves by r columns, `way` 1 to the left and -1 to the right. */
const shiftRows = (block: Uint8Array, way: 1 | -1): Uint8Array =>
  block.map((_, index) => block[(index + way * 4 * (index % 4) + AES_BLOCK_BYTES) % AES_BLOCK_BYTES] ?? 0);

/** The factors of MixColumns and of its inverse, for the row itself and those below it. */
const MIX = [2, 3, 1, 1] as const;
const UNMIX = [14, 11, 13, 9] as const;

const mixColumns = (block: Uint8Array, factors: readonly number[]): Uint8Array =>
  block.map((_, index) =>
    factors.reduce(
      (sum, factor, below) => sum ^ product(factor, block[index - (index % 4) + ((index + below) % 4)] ?? 0),
      0,
    ),
  );

/** KeyExpansion (section 5.2): a round key of 16 bytes for each round, and one for before. */
function roundKeys(key: Uint8Array): Uint8Array[] {
  const keyWords = key.length / 4;
  const rounds = keyWords + 7;
  const words: Uint8Array[] = Array.from({ length: keyWords }, (_, index) => key.slice(4 * index, 4 * index + 4));
  for (let index = keyWords, constant = 1; index < 4 * rounds; index++) {
    let word: Uint8Array = words[index - 1] ?? key;
    if (index % keyWords === 0) {
      word = substitute(Uint8Array.of(word[1] ?? 0, word[2] ?? 0, word[3] ?? 0, word[0] ?? 0), substitutes);
      word[0] = (word[0] ?? 0) ^ constant;
      constant = doubled(constant);
    } else if (keyWords > 6 && index % keyWords === 4) {
      word = substitute(word, substitutes);
    }
    words.push(added(word, words[index - keyWords] ?? word));
  }
  return Array.from({ length: rounds }, (_, round) =>
    Uint8Array.from(words.slice(4 * round, 4 * round + 4).flatMap((word) => [...word])),
  );
}

/** AES by FIPS 197, a block at a time. The key has 16, 24 or 32 bytes. */
export class Aes {
  readonly #first: Uint8Array;
  readonly #middle: readonly Uint8Array[];
  readonly #last: Uint8Array;

  constructor(key: Uint8Array) {
    const keys = roundKeys(key);
    this.#first = keys[0] ?? key;
    this.#middle = keys.slice(1, -1);
    this.#last = keys.at(-1) ?? key;
  }

  encrypt(block: Uint8Array): Uint8Array {
    let state = added(block, this.#first);
    for (const key of this.#middle) state = added(mixColumns(shiftRows(substitute(state, substitutes), 1), MIX), key);
    return added(shiftRows(substitute(state, substitutes), 1), this.#last);
  }

  decrypt(block: Uint8Array): Uint8Array {
    let state = substitute(shiftRows(added(block, this.#last), -1), originals);
    for (const key of this.#middle.toReversed()) {
      state = substitute(shiftRows(mixColumns(added(state, key), UNMIX), -1), originals);
    }
    return added(state, this.#first);
  }
}
