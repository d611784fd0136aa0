import { ByteReader, OutOfData } from "../bytes/byte-reader.ts";
import { ByteProblems } from "../diagnostics/byte-problems.ts";
import type { Checked } from "../diagnostics/diagnostic.ts";
import { counted } from "../words/counted.ts";
import { Btf } from "./btf.ts";
import { checkTypes } from "./check-types.ts";
import { BtfStrings } from "./strings.ts";
import { typeReaders } from "./type-reader.ts";
import type { BtfType } from "./types.ts";

const HELP = "The file is damaged or was not written by a compiler; build it again with clang -g --target=bpf";
const MAGIC = 0xeb9f;
const VERSION = 1;
/** The header up to `str_len`; newer ones are longer and say so in `hdr_len`. */
const SMALLEST_HEADER = 24;
const COMMON_BYTES = 12;

interface Sections {
  readonly typeStart: number;
  readonly typeEnd: number;
  readonly strings: BtfStrings;
}

function readHeader(reader: ByteReader, problems: ByteProblems, base: Btf | undefined): Sections | undefined {
  if (reader.u16(0) !== MAGIC) {
    problems.report(0, "This is not BTF data", "Little-endian BTF starts with the bytes 9f eb");
    return undefined;
  }
  if (reader.u8(2) !== VERSION) {
    problems.report(2, `BTF version ${reader.u8(2)} is not known`, "All kernels write version 1");
    return undefined;
  }
  const headerLength = reader.u32(4);
  if (headerLength < SMALLEST_HEADER || headerLength > reader.length) {
    problems.report(4, `The BTF header can't be ${headerLength} bytes long`);
    return undefined;
  }
  const typeStart = headerLength + reader.u32(8);
  const typeEnd = typeStart + reader.u32(12);
  const stringBytes = reader.slice(headerLength + reader.u32(16), reader.u32(20));
  if (typeEnd > reader.length) {
    problems.report(
      12,
      `The types end at byte ${typeEnd}, past the end of the data (${counted(reader.length, "byte")})`,
    );
    return undefined;
  }
  if (stringBytes.length > 0 && stringBytes.at(-1) !== 0) problems.report(20, "The last string has no end");
  return { typeStart, typeEnd, strings: new BtfStrings(stringBytes, base?.strings) };
}

/** Reads the types one after the other; `offsets[i]` is where `types[i]` starts. */
function readTypes(reader: ByteReader, sections: Sections, problems: ByteProblems) {
  const types: BtfType[] = [];
  const offsets: number[] = [];
  let at = sections.typeStart;
  const string = (offset: number): string => {
    const found = sections.strings.at(offset);
    if (found === undefined) problems.report(at, `The string offset ${offset} is outside the string section`);
    return found ?? "";
  };
  while (at < sections.typeEnd && !problems.full) {
    const info = reader.u32(at + 4);
    const kind = (info >>> 24) & 0x7f;
    const kindReader = typeReaders[kind];
    if (!kindReader) {
      problems.report(
        at,
        `BTF kind ${kind} is not known`,
        "Kinds 1 to 19 are defined (include/uapi/linux/btf.h, v7.3)",
      );
      break;
    }
    const vlen = info & 0xffffff;
    const next = at + COMMON_BYTES + kindReader.fixed + vlen * kindReader.element;
    if (next > sections.typeEnd) {
      problems.report(
        at,
        `A type of kind ${kind} with ${counted(vlen, "element")} reaches past the end of the type section`,
      );
      break;
    }
    const name = string(reader.u32(at));
    const sizeOrType = reader.u32(at + 8);
    const offset = at + COMMON_BYTES;
    types.push(kindReader.read({ reader, name, vlen, kindFlag: info >>> 31 === 1, sizeOrType, offset, string }));
    offsets.push(at);
    at = next;
  }
  return { types, offsets };
}

/**
 * Reads BTF data (Documentation/bpf/btf.rst, v7.3): little-endian, all kinds up to BTF_KIND_ENUM64, the wider kind and
 * length fields of v7.2 as well as the older ones. `base` is the BTF that a split BTF continues. Whatever the result
 * holds is sound: every id and string exists, no type contains itself, sizes fit in 32 bits. Errors are `load/btf`.
 */
export function readBtf(bytes: Uint8Array, path: string, base?: Btf): Checked<Btf> {
  const problems = new ByteProblems(path, "load/btf", HELP);
  try {
    const reader = new ByteReader(bytes);
    const sections = readHeader(reader, problems, base);
    if (!sections) return { diagnostics: problems.diagnostics };
    const { types, offsets } = readTypes(reader, sections, problems);
    if (problems.diagnostics.length > 0) return { diagnostics: problems.diagnostics };
    const before: readonly BtfType[] = base?.types ?? [{ kind: "void" }];
    const all = before.concat(types);
    checkTypes(all, before.length, (id) => offsets[id - before.length] ?? 0, problems);
    if (problems.diagnostics.length > 0) return { diagnostics: problems.diagnostics };
    return { value: new Btf(all, sections.strings), diagnostics: [] };
  } catch (error) {
    if (!(error instanceof OutOfData)) throw error;
    problems.report(error.offset, "The BTF data ends too early", error.message);
    return { diagnostics: problems.diagnostics };
  }
}
