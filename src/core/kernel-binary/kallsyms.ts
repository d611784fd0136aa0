import { ByteReader } from "../bytes/byte-reader.ts";
import { ALIGNMENTS, findTables, type NameTables, readNames, roundUp } from "./kallsyms-names.ts";
import { KernelUnreadable } from "./kernel-unreadable.ts";
import type { KernelAddress, LinkedSection } from "./linked-image.ts";
import type { KernelSymbol } from "./symbol-table.ts";

type Decode = (reader: ByteReader, table: number, index: number) => number;

/** How the table of addresses is laid out (scripts/kallsyms.c): where it can stand, and what its words mean. */
interface AddressTable {
  readonly tables: (tables: NameTables) => readonly number[];
  /** Where the 64-bit base stands behind or before the table. */
  readonly base?: (table: number, count: number) => number;
  readonly decode: (section: LinkedSection, base: KernelAddress) => Decode;
}

const afterTokens = ({ end }: NameTables) => ALIGNMENTS.map((alignment) => roundUp(end, alignment));
const beforeCount = ({ count }: NameTables) => [count.at - 8 - roundUp(4 * count.value, 8)];
const behindTable = (table: number, count: number) => roundUp(table + 4 * count, 8);

/** Addresses of symbols each CPU has its own copy of are stated as they are, all others as the negative distance from the base. */
const percpuApart: AddressTable["decode"] = (_section, base) => (reader, table, index) => {
  const word = reader.s32(table + 4 * index);
  return word >= 0 ? word : base - 1 - word;
};

const addressTables: readonly AddressTable[] = [
  // Up to v6.3: before the names.
  { tables: beforeCount, base: behindTable, decode: percpuApart },
  // From v6.4 on: after the tokens.
  { tables: afterTokens, base: behindTable, decode: percpuApart },
  // From v6.15 on, where each CPU's copies are numbered like everything else.
  {
    tables: afterTokens,
    base: behindTable,
    decode: (_section, base) => (reader, table, index) => base + reader.u32(table + 4 * index),
  },
  // Later: each word is the distance from itself.
  {
    tables: afterTokens,
    decode:
      ({ address }) =>
      (reader, table, index) =>
        address + table + 4 * index + reader.s32(table + 4 * index),
  },
];

/** Symbols by which a reading of the addresses is known to be right: the linker puts them where the BTF starts. */
const LANDMARK = "__start_BTF";

function* readings(reader: ByteReader, section: LinkedSection, tables: NameTables): Generator<KernelAddress[]> {
  const { value: count } = tables.count;
  for (const { tables: places, base, decode } of addressTables) {
    for (const table of places(tables)) {
      const end = base === undefined ? table + 4 * count : base(table, count) + 8;
      if (table < 0 || end > reader.length) continue;
      const from = base === undefined ? 0 : reader.signed64(base(table, count));
      const read = decode(section, from);
      yield Array.from({ length: count }, (_, index) => read(reader, table, index));
    }
  }
}

/**
 * The kernel's own table of symbols (kallsyms), which a stripped image still has: found in `.rodata` and read in the one way that puts `__start_BTF` where the section `.BTF` stands.
 */
export function readKallsyms(rodata: LinkedSection, btf: KernelAddress): KernelSymbol[] {
  const reader = new ByteReader(rodata.bytes);
  const tables = findTables(reader);
  if (!tables) throw new KernelUnreadable("The kernel's table of symbols (kallsyms) is not where it is known to be");
  const names = readNames(reader, tables);
  const landmark = names.indexOf(LANDMARK);
  for (const addresses of readings(reader, rodata, tables)) {
    if (addresses[landmark] === btf) return names.map((name, index) => ({ name, address: addresses[index] ?? 0 }));
  }
  throw new KernelUnreadable(
    "The addresses in the kernel's table of symbols (kallsyms) are kept in a way not known here",
  );
}
