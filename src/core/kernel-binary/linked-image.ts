import { ByteReader } from "../bytes/byte-reader.ts";
import { KernelUnreadable } from "./kernel-unreadable.ts";
import type { SymbolTable } from "./symbol-table.ts";

/** Where something stands in a kernel's memory, as a signed number: the last 2 GiB of 64 bits are -2 Gi to -1. */
export type KernelAddress = number;

/** A part of the kernel or of a module as it stands in memory before it runs. */
export interface LinkedSection {
  readonly name: string;
  readonly address: KernelAddress;
  readonly bytes: Uint8Array;
  readonly executable: boolean;
}

/** The kernel, or a module with its relocations applied. */
export class LinkedImage {
  /** `vmlinux`, or the module's name. */
  readonly name: string;
  readonly sections: readonly LinkedSection[];
  readonly symbols: SymbolTable;

  constructor(name: string, sections: readonly LinkedSection[], symbols: SymbolTable) {
    this.name = name;
    this.sections = sections;
    this.symbols = symbols;
  }

  sectionAt(address: KernelAddress): LinkedSection | undefined {
    return this.sections.find(({ address: start, bytes }) => address >= start && address < start + bytes.length);
  }

  /** The bytes from an address to the end of its section. */
  readFrom(address: KernelAddress): ByteReader {
    const section = this.sectionAt(address);
    if (!section) throw new KernelUnreadable(`${this.name} has nothing at ${hexAddress(address)}`);
    return new ByteReader(section.bytes.subarray(address - section.address));
  }
}

/** As the kernel prints it: `ffffffff82fb84e8`. */
export function hexAddress(address: KernelAddress): string {
  return BigInt.asUintN(64, BigInt(address)).toString(16).padStart(16, "0");
}
