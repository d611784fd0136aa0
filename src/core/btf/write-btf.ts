import type { BtfMember, BtfType } from "./types.ts";

const HEADER_BYTES = 24;

/** Collects the strings of one BTF, each stored once, in the order they were first asked for. */
class StringTable {
  readonly #offsets = new Map<string, number>([["", 0]]);
  readonly #parts: Uint8Array[] = [new Uint8Array(1)];
  #length = 1;

  add(text: string): number {
    const known = this.#offsets.get(text);
    if (known !== undefined) return known;
    const offset = this.#length;
    const bytes = new TextEncoder().encode(`${text}\0`);
    this.#offsets.set(text, offset);
    this.#parts.push(bytes);
    this.#length += bytes.length;
    return offset;
  }

  parts(): readonly Uint8Array[] {
    return this.#parts;
  }

  get length(): number {
    return this.#length;
  }
}

const linkages = { static: 0, global: 1, extern: 2 } as const;

/** One type's words: BTF_KIND_*, flag, element count, size or type id, and the words that follow. */
interface Encoded {
  readonly kind: number;
  readonly flag?: boolean;
  readonly vlen?: number;
  readonly sizeOrType?: number;
  readonly words?: readonly number[];
}

const modifierKinds = { ptr: 2, volatile: 9, const: 10, restrict: 11 } as const;

function memberWord({ bitOffset, bitFieldSize }: BtfMember, flag: boolean): number {
  return flag ? ((bitFieldSize << 24) | bitOffset) >>> 0 : bitOffset;
}

function encode(type: BtfType, string: (text: string) => number): Encoded {
  switch (type.kind) {
    case "void":
      return { kind: 0 };
    case "int": {
      const { signed, char, bool } = type.encoding;
      const encoding = Number(signed) | (Number(char) << 1) | (Number(bool) << 2);
      return { kind: 1, sizeOrType: type.size, words: [(encoding << 24) | (type.bitOffset << 16) | type.bits] };
    }
    case "ptr":
    case "volatile":
    case "const":
    case "restrict":
      return { kind: modifierKinds[type.kind], sizeOrType: type.type };
    case "array":
      return { kind: 3, words: [type.element, type.index, type.length] };
    case "struct":
    case "union": {
      const flag = type.members.some((member) => member.bitFieldSize > 0);
      const words = type.members.flatMap((member) => [string(member.name), member.type, memberWord(member, flag)]);
      return { kind: type.kind === "struct" ? 4 : 5, flag, vlen: type.members.length, sizeOrType: type.size, words };
    }
    case "enum": {
      const low = (value: bigint) => Number(BigInt.asUintN(32, value));
      const words = type.values.flatMap(({ name, value }) =>
        type.is64 ? [string(name), low(value), low(value >> 32n)] : [string(name), low(value)],
      );
      const kind = type.is64 ? 19 : 6;
      return { kind, flag: type.signed, vlen: type.values.length, sizeOrType: type.size, words };
    }
    case "fwd":
      return { kind: 7, flag: type.union };
    case "typedef":
      return { kind: 8, sizeOrType: type.type };
    case "func":
      return { kind: 12, vlen: linkages[type.linkage], sizeOrType: type.type };
    case "func_proto": {
      const words = type.params.flatMap((param) => [string(param.name), param.type]);
      const dots = type.variadic ? [0, 0] : [];
      const vlen = type.params.length + dots.length / 2;
      return { kind: 13, vlen, sizeOrType: type.returns, words: [...words, ...dots] };
    }
    case "var":
      return { kind: 14, sizeOrType: type.type, words: [linkages[type.linkage]] };
    case "datasec": {
      const words = type.entries.flatMap((entry) => [entry.type, entry.offset, entry.size]);
      return { kind: 15, vlen: type.entries.length, sizeOrType: type.size, words };
    }
    case "float":
      return { kind: 16, sizeOrType: type.size };
    case "decl_tag":
      return { kind: 17, flag: type.attribute, sizeOrType: type.type, words: [type.component] };
    case "type_tag":
      return { kind: 18, flag: type.attribute, sizeOrType: type.type };
  }
}

/**
 * Encodes types as BTF data that `readBtf` reads back to the same types. `types[0]` is void and is not written. The
 * same types give the same bytes. Fields are as wide as v7.2 has them; a kernel before that reads them as long as no
 * type has more than 65,535 elements.
 */
export function writeBtf(types: readonly BtfType[]): Uint8Array<ArrayBuffer> {
  const strings = new StringTable();
  const words: number[] = [];
  for (const type of types.slice(1)) {
    const name = strings.add("name" in type ? type.name : "");
    const {
      kind,
      flag = false,
      vlen = 0,
      sizeOrType = 0,
      words: rest = [],
    } = encode(type, (text) => strings.add(text));
    words.push(name, ((flag ? 0x80000000 : 0) | (kind << 24) | vlen) >>> 0, sizeOrType);
    for (const word of rest) words.push(word);
  }
  const typeBytes = words.length * 4;
  const bytes = new Uint8Array(HEADER_BYTES + typeBytes + strings.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xeb9f, true);
  view.setUint8(2, 1);
  [HEADER_BYTES, 0, typeBytes, typeBytes, strings.length].forEach((word, index) => {
    view.setUint32(4 + index * 4, word, true);
  });
  words.forEach((word, index) => {
    view.setUint32(HEADER_BYTES + index * 4, word, true);
  });
  let at = HEADER_BYTES + typeBytes;
  for (const part of strings.parts()) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
