import type { Random } from "../random.ts";

/** Numbers at which lengths, counts, offsets and ids break. */
const hard = [
  0, 1, 2, 3, 4, 7, 8, 11, 12, 16, 24, 63, 64, 127, 128, 255, 256, 511, 512, 0x7fff, 0x8000, 0xffff, 0x10000,
  0x7fffffff, 0x80000000, 0xfffffff8, 0xfffffffe, 0xffffffff,
];

/** A part of the bytes, by its start and end. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export const lengthOf = ({ start, end }: Stretch): number => Math.max(0, end - start);

/** A place for `size` bytes within a stretch, at a multiple of `step` from its start; undefined where there is no room. */
function placeIn(stretch: Stretch, size: number, step: number, random: Random): number | undefined {
  const places = Math.floor((lengthOf(stretch) - size) / step) + 1;
  return places > 0 ? stretch.start + step * random.below(places) : undefined;
}

/** A number for a word: a hard one, one near that which stands there, or one that counts what a file may have. */
function hardNumber(random: Random, present: number): number {
  const kind = random.below(4);
  if (kind === 0) return random.pick(hard);
  if (kind === 1) return present + random.pick([-1, 1, 4, -4, 8, 0x1000]);
  return kind === 2 ? random.below(200) : random.word();
}

/** Changes bytes in place, within a stretch. */
type Damage = (bytes: Uint8Array, stretch: Stretch, random: Random) => void;

const flipBits: Damage = (bytes, stretch, random) => {
  for (let count = 1 + random.below(4); count > 0; count--) {
    const at = placeIn(stretch, 1, 1, random);
    if (at !== undefined) bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  }
};

const replaceByte: Damage = (bytes, stretch, random) => {
  const at = placeIn(stretch, 1, 1, random);
  if (at !== undefined) bytes[at] = random.below(256);
};

const replaceHalfWord: Damage = (bytes, stretch, random) => {
  const at = placeIn(stretch, 2, 2, random);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  if (at !== undefined) view.setUint16(at, hardNumber(random, view.getUint16(at, true)), true);
};

const replaceWord: Damage = (bytes, stretch, random) => {
  const at = placeIn(stretch, 4, 4, random);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  if (at !== undefined) view.setUint32(at, hardNumber(random, view.getUint32(at, true)), true);
};

const replaceLongWord: Damage = (bytes, stretch, random) => {
  const at = placeIn(stretch, 8, 8, random);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  if (at !== undefined) view.setBigInt64(at, BigInt(hardNumber(random, 0)) << BigInt(random.pick([0, 0, 0, 31])), true);
};

/** Copies one record over another, as long as the records of the formats are. */
const copyRecord: Damage = (bytes, stretch, random) => {
  const size = random.pick([4, 8, 12, 16, 24, 64]);
  const [from, to] = [placeIn(stretch, size, 4, random), placeIn(stretch, size, 4, random)];
  if (from !== undefined && to !== undefined) bytes.copyWithin(to, from, from + size);
};

const clear: Damage = (bytes, stretch, random) => {
  const size = 1 + random.below(Math.max(1, lengthOf(stretch)));
  const at = placeIn(stretch, size, 1, random);
  if (at !== undefined) bytes.fill(random.pick([0, 0xff]), at, at + size);
};

const damages: readonly Damage[] = [
  flipBits,
  replaceByte,
  replaceHalfWord,
  replaceWord,
  replaceWord,
  replaceLongWord,
  copyRecord,
  clear,
];

/** Damages bytes in place, within a stretch, once or a few times. */
export function damageBytes(bytes: Uint8Array, stretch: Stretch, random: Random): void {
  for (let count = random.pick([1, 1, 1, 2, 4]); count > 0; count--) random.pick(damages)(bytes, stretch, random);
}
