import type { ByteReader } from "../bytes/byte-reader.ts";
import type { BtfEnumerator, BtfMember, BtfType, TypeId } from "./types.ts";

/** What a kind's reader sees of one type: the common header, and the data that follows it. */
export interface RawType {
  readonly reader: ByteReader;
  readonly name: string;
  /** How many elements follow. */
  readonly vlen: number;
  readonly kindFlag: boolean;
  /** The third word of the header: a size in bytes, or a type id. */
  readonly sizeOrType: number;
  /** Of the data after the common header. */
  readonly offset: number;
  /** The string at an offset in the string section; reports one that is not there. */
  readonly string: (stringOffset: number) => string;
}

/** One kind of BTF type: how long its data is and how it reads (include/uapi/linux/btf.h, v7.3). */
export interface TypeReader {
  /** Bytes after the common header, beside the elements. */
  readonly fixed: number;
  /** Bytes of one element; 0 where the kind has none. */
  readonly element: number;
  readonly read: (raw: RawType) => BtfType;
}

function elements<Value>(raw: RawType, size: number, read: (offset: number) => Value): Value[] {
  const found = new Array<Value>(raw.vlen);
  for (let index = 0; index < raw.vlen; index++) found[index] = read(raw.offset + index * size);
  return found;
}

const readMember = (raw: RawType, offset: number): BtfMember => {
  const word = raw.reader.u32(offset + 8);
  return {
    name: raw.string(raw.reader.u32(offset)),
    type: raw.reader.u32(offset + 4),
    bitOffset: raw.kindFlag ? word & 0xffffff : word,
    bitFieldSize: raw.kindFlag ? word >>> 24 : 0,
  };
};

const composite = (kind: "struct" | "union"): TypeReader => ({
  fixed: 0,
  element: 12,
  read: (raw) => ({
    kind,
    name: raw.name,
    size: raw.sizeOrType,
    members: elements(raw, 12, (offset) => readMember(raw, offset)),
  }),
});

const enumeration = (is64: boolean): TypeReader => {
  const element = is64 ? 12 : 8;
  const value = (raw: RawType, offset: number): bigint => {
    if (is64) {
      const unsigned = raw.reader.u64(offset + 4);
      return raw.kindFlag ? BigInt.asIntN(64, unsigned) : unsigned;
    }
    return BigInt(raw.kindFlag ? raw.reader.s32(offset + 4) : raw.reader.u32(offset + 4));
  };
  return {
    fixed: 0,
    element,
    read: (raw) => ({
      kind: "enum",
      name: raw.name,
      size: raw.sizeOrType,
      signed: raw.kindFlag,
      is64,
      values: elements(
        raw,
        element,
        (offset): BtfEnumerator => ({ name: raw.string(raw.reader.u32(offset)), value: value(raw, offset) }),
      ),
    }),
  };
};

const reference = (kind: "ptr" | "const" | "volatile" | "restrict"): TypeReader => ({
  fixed: 0,
  element: 0,
  read: (raw) => ({ kind, type: raw.sizeOrType }),
});

const linkages = ["static", "global", "extern"] as const;
const linkage = (value: number) => linkages[value] ?? "static";

const readInt = (raw: RawType): BtfType => {
  const word = raw.reader.u32(raw.offset);
  const encoding = (word >>> 24) & 0xf;
  return {
    kind: "int",
    name: raw.name,
    size: raw.sizeOrType,
    bits: word & 0xff,
    bitOffset: (word >>> 16) & 0xff,
    encoding: { signed: (encoding & 1) !== 0, char: (encoding & 2) !== 0, bool: (encoding & 4) !== 0 },
  };
};

const readArray = ({ reader, offset }: RawType): BtfType => ({
  kind: "array",
  element: reader.u32(offset),
  index: reader.u32(offset + 4),
  length: reader.u32(offset + 8),
});

/** A last parameter with neither name nor type stands for the three dots. */
const readPrototype = (raw: RawType): BtfType => {
  const params = elements(raw, 8, (offset) => ({
    name: raw.string(raw.reader.u32(offset)),
    type: raw.reader.u32(offset + 4) as TypeId,
  }));
  const last = params.at(-1);
  const variadic = last !== undefined && last.type === 0 && last.name === "";
  return {
    kind: "func_proto",
    returns: raw.sizeOrType,
    params: variadic ? params.slice(0, -1) : params,
    variadic,
  };
};

const readDatasec = (raw: RawType): BtfType => ({
  kind: "datasec",
  name: raw.name,
  size: raw.sizeOrType,
  entries: elements(raw, 12, (offset) => ({
    type: raw.reader.u32(offset),
    offset: raw.reader.u32(offset + 4),
    size: raw.reader.u32(offset + 8),
  })),
});

const named = (read: TypeReader["read"], fixed = 0): TypeReader => ({ fixed, element: 0, read });

/** By BTF_KIND_* number. */
export const typeReaders: readonly (TypeReader | undefined)[] = [
  undefined,
  named(readInt, 4),
  reference("ptr"),
  named(readArray, 12),
  composite("struct"),
  composite("union"),
  enumeration(false),
  named(({ name, kindFlag }) => ({ kind: "fwd", name, union: kindFlag })),
  named(({ name, sizeOrType }) => ({ kind: "typedef", name, type: sizeOrType })),
  reference("volatile"),
  reference("const"),
  reference("restrict"),
  named(({ name, sizeOrType, vlen }) => ({ kind: "func", name, type: sizeOrType, linkage: linkage(vlen) })),
  { fixed: 0, element: 8, read: readPrototype },
  named(({ name, sizeOrType, reader, offset }) => {
    return { kind: "var", name, type: sizeOrType, linkage: linkage(reader.u32(offset)) };
  }, 4),
  { fixed: 0, element: 12, read: readDatasec },
  named(({ name, sizeOrType }) => ({ kind: "float", name, size: sizeOrType })),
  named(({ name, sizeOrType, reader, offset, kindFlag }) => {
    return { kind: "decl_tag", name, type: sizeOrType, component: reader.s32(offset), attribute: kindFlag };
  }, 4),
  named(({ name, sizeOrType, kindFlag }) => ({ kind: "type_tag", name, type: sizeOrType, attribute: kindFlag })),
  enumeration(true),
];
