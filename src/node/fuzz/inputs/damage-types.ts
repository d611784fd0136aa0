import type { Random } from "../random.ts";
import { damageBytes, type Stretch } from "./damage-bytes.ts";

/** Bytes behind the first twelve of a type, by its kind: of the type, and of each of its elements (Documentation/bpf/btf.rst). */
const tails: Readonly<Record<number, { readonly fixed?: number; readonly each?: number }>> = {
  1: { fixed: 4 },
  3: { fixed: 12 },
  4: { each: 12 },
  5: { each: 12 },
  6: { each: 8 },
  13: { each: 8 },
  14: { fixed: 4 },
  15: { each: 12 },
  17: { fixed: 4 },
  19: { each: 12 },
};
const COMMON = 12;
const LAST_KIND = 19;

/** Where each type stands in sound BTF data. */
function typesIn(bytes: Uint8Array): Stretch[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const first = view.getUint32(4, true) + view.getUint32(8, true);
  const last = first + view.getUint32(12, true);
  const types: Stretch[] = [];
  for (let start = first; start < last; ) {
    const info = view.getUint32(start + 4, true);
    const { fixed = 0, each = 0 } = tails[(info >>> 24) & 0x1f] ?? {};
    const end = start + COMMON + fixed + each * (info & 0xffff);
    types.push({ start, end });
    start = end;
  }
  return types;
}

/** Lets one word of a type name another type, or the type itself be of another kind, or damages it anyhow. */
function damageType(bytes: Uint8Array, { start, end }: Stretch, count: number, random: Random): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const kind = random.below(4);
  const word = start + 4 * random.below((end - start) / 4);
  if (kind < 2) view.setUint32(word, random.below(count + 2), true);
  else if (kind === 2) view.setUint8(start + 7, random.below(LAST_KIND + 2) | (random.chance(20) ? 0x80 : 0));
  else damageBytes(bytes, { start, end }, random);
}

/** BTF data with some of its types changed. */
export function damageTypes(sound: Uint8Array, random: Random): Uint8Array {
  const bytes = sound.slice();
  const types = typesIn(sound);
  for (let count = random.pick([1, 1, 2, 5]); count > 0 && types.length > 0; count--) {
    damageType(bytes, random.pick(types), types.length, random);
  }
  return bytes;
}
