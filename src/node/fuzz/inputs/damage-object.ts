import type { ElfObject, ElfSection } from "../../../core/elf/elf-object.ts";
import { readElf } from "../../../core/elf/read-elf.ts";
import type { Random } from "../random.ts";
import { damageBytes, lengthOf, type Stretch } from "./damage-bytes.ts";
import { damageTypes } from "./damage-types.ts";
import type { Seed } from "./seed.ts";

const FILE_HEADER = 64;
const SECTION_HEADER = 64;
/** Places in the file header and in a section's. */
const HEADERS_OFFSET = 40;
const SECTION_OFFSET = 24;

/** The parts of an object that can be read. */
export interface Anatomy extends Pick<Seed, "name" | "object"> {
  readonly elf: ElfObject;
  readonly headers: Stretch;
}

export function anatomyOf<Named extends Pick<Seed, "name" | "object">>(seed: Named): Named & Anatomy {
  const { value: elf, diagnostics } = readElf(seed.object, seed.name);
  if (!elf) throw new Error(`${seed.name}: ${diagnostics[0]?.message}`);
  const start = Number(new DataView(seed.object.buffer, seed.object.byteOffset).getBigUint64(HEADERS_OFFSET, true));
  return { ...seed, elf, headers: { start, end: start + SECTION_HEADER * elf.sections.length } };
}

const stretchOf = ({ fileOffset, bytes }: ElfSection): Stretch => ({
  start: fileOffset,
  end: fileOffset + bytes.length,
});

/** What clang writes for the debugger, which nothing here reads. */
const isRead = ({ name, bytes }: ElfSection): boolean => bytes.length > 0 && !/^(\.rel)?\.debug/.test(name);

function somePart({ elf, headers, object }: Anatomy, random: Random): Stretch {
  const kind = random.below(10);
  if (kind === 0) return { start: 0, end: FILE_HEADER };
  if (kind === 1) return headers;
  if (kind === 2) return { start: 0, end: object.length };
  return stretchOf(random.pick(elf.sections.filter(isRead)));
}

/** Makes a new object of one, and of another where it needs one. */
type Change = (anatomy: Anatomy, other: Anatomy, random: Random) => Uint8Array;

const damagePart: Change = (anatomy, _other, random) => {
  const bytes = anatomy.object.slice();
  damageBytes(bytes, somePart(anatomy, random), random);
  return bytes;
};

const cut: Change = ({ object }, _other, random) => object.slice(0, random.below(object.length));

/** Puts a part of another object over a part of this one. */
const splice: Change = (anatomy, other, random) => {
  const bytes = anatomy.object.slice();
  const [to, from] = [somePart(anatomy, random), somePart(other, random)];
  const size = 1 + random.below(Math.max(1, Math.min(lengthOf(to), lengthOf(from))));
  const at = from.start + random.below(Math.max(1, lengthOf(from) - size));
  bytes.set(other.object.subarray(at, at + size).subarray(0, bytes.length - to.start), to.start);
  return bytes;
};

/** The object with other contents for a section: they go to the end of the file. */
function withContents({ object, headers }: Anatomy, section: ElfSection, contents: Uint8Array): Uint8Array {
  const at = (object.length + 7) & ~7;
  const bytes = new Uint8Array(at + contents.length);
  bytes.set(object);
  bytes.set(contents, at);
  const header = headers.start + SECTION_HEADER * section.index + SECTION_OFFSET;
  const view = new DataView(bytes.buffer);
  view.setBigUint64(header, BigInt(at), true);
  view.setBigUint64(header + 8, BigInt(contents.length), true);
  return bytes;
}

/** Takes a section from the other object, whole. */
const exchangeSection: Change = (anatomy, other, random) => {
  const section = random.pick(anatomy.elf.sections.filter(isRead));
  const same = other.elf.sections.find(({ name }) => name === section.name);
  return withContents(anatomy, section, (same ?? random.pick(other.elf.sections.filter(isRead))).bytes);
};

/** Adds to a section or takes from it, so that its records no longer add up. */
const resizeSection: Change = (anatomy, _other, random) => {
  const section = random.pick(anatomy.elf.sections.filter(isRead));
  const { bytes } = section;
  const longer = new Uint8Array(bytes.length + random.pick([1, 4, 8, 16, 24, 64]));
  longer.set(bytes);
  longer.copyWithin(bytes.length, 0);
  return withContents(anatomy, section, random.chance(50) ? longer : bytes.subarray(0, random.below(bytes.length)));
};

const changeTypes: Change = (anatomy, other, random) => {
  const section = anatomy.elf.sections.find(({ name }) => name === ".BTF");
  if (!section) return damagePart(anatomy, other, random);
  return withContents(anatomy, section, damageTypes(section.bytes, random));
};

const changes: readonly Change[] = [
  damagePart,
  damagePart,
  damagePart,
  damagePart,
  changeTypes,
  changeTypes,
  cut,
  splice,
  exchangeSection,
  resizeSection,
];

/** An object that was changed once, and perhaps damaged further. */
export function damageObject(anatomy: Anatomy, other: Anatomy, random: Random): Uint8Array {
  const bytes = random.pick(changes)(anatomy, other, random);
  if (random.chance(20)) damageBytes(bytes, { start: 0, end: bytes.length }, random);
  return bytes;
}
