import {
  type ElfObject,
  type ElfRelocation,
  type ElfSection,
  type ElfSymbol,
  sectionFlags,
} from "../elf/elf-object.ts";
import { type KernelAddress, LinkedImage, type LinkedSection } from "./linked-image.ts";
import { type KernelSymbol, SymbolTable } from "./symbol-table.ts";

/** Modules are loaded here; what they import is put before it. */
const MODULES: KernelAddress = -0x4000_0000;
const IMPORT_BYTES = 16;
const SECTION_ALIGNMENT = 4096;

const roundUp = (value: number, unit: number) => Math.ceil(value / unit) * unit;

type Apply = (view: DataView, offset: number, target: number, place: number) => void;

const as64: Apply = (view, offset, target) => view.setBigInt64(offset, BigInt(target), true);
const as32: Apply = (view, offset, target) => view.setInt32(offset, target, true);
const distance: Apply = (view, offset, target, place) => view.setInt32(offset, target - place, true);

/** By R_X86_64_* number (arch/x86/kernel/module.c, v7.3): 64, PC32, PLT32, 32, 32S. Modules have others only in tables of their own. */
const relocations: ReadonlyMap<number, Apply> = new Map([
  [1, as64],
  [2, distance],
  [4, distance],
  [10, as32],
  [11, as32],
]);

interface Placed {
  readonly section: ElfSection;
  readonly address: KernelAddress;
  readonly bytes: Uint8Array;
}

/** Gives every section that is loaded a place and memory of its own. */
function place(elf: ElfObject): Map<number, Placed> {
  const placed = new Map<number, Placed>();
  let address = MODULES;
  for (const section of elf.sections) {
    if ((section.flags & sectionFlags.ALLOC) === 0) continue;
    const bytes = new Uint8Array(section.size);
    bytes.set(section.bytes);
    placed.set(section.index, { section, address, bytes });
    address += roundUp(section.size, SECTION_ALIGNMENT);
  }
  return placed;
}

function relocate({ address, bytes }: Placed, entries: readonly ElfRelocation[], addressOf: AddressOf): void {
  const view = new DataView(bytes.buffer);
  for (const { offset, type, symbol, addend } of entries) {
    const apply = relocations.get(type);
    const target = addressOf(symbol);
    if (!apply || target === undefined || offset + 8 > bytes.length + 4) continue;
    if (type === 1 && offset + 8 > bytes.length) continue;
    apply(view, offset, target + addend, address + offset);
  }
}

type AddressOf = (symbol: ElfSymbol) => KernelAddress | undefined;

/**
 * A module as the kernel would load it: every section at an address of its own, relocations applied, and an address for
 * each symbol that it imports.
 */
export function linkModule(elf: ElfObject, name: string): LinkedImage {
  const placed = place(elf);
  const addressOf: AddressOf = ({ section, value, index, undefined: isImport }) => {
    if (isImport) return MODULES - IMPORT_BYTES * (index + 1);
    const at = section === undefined ? undefined : placed.get(section)?.address;
    return at === undefined ? undefined : at + value;
  };
  for (const [index, entries] of elf.relocations) {
    const target = placed.get(index);
    if (target) relocate(target, entries, addressOf);
  }
  const symbols = elf.symbols.flatMap((symbol): KernelSymbol[] => {
    const address = addressOf(symbol);
    const isNamed = symbol.name !== "" && symbol.type !== "section" && symbol.type !== "file";
    return isNamed && address !== undefined ? [{ name: symbol.name, address }] : [];
  });
  const sections = [...placed.values()].map(({ section, address, bytes }): LinkedSection => {
    return { name: section.name, address, bytes, executable: (section.flags & sectionFlags.EXECINSTR) !== 0 };
  });
  return new LinkedImage(name, sections, new SymbolTable(symbols));
}
