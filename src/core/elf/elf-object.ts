/** What an ELF file must be to be read: its machine (e_machine) and its type (e_type). */
export interface ElfKind {
  readonly machine: number;
  readonly type: number;
  /** What to call it in a message. */
  readonly name: string;
  /** Which of the two forms of relocations the machine uses; sections of the other form are passed over. */
  readonly relocations: "REL" | "RELA";
}

/** Section types (sh_type) that are told apart here. */
export const sectionTypes = { NULL: 0, PROGBITS: 1, SYMTAB: 2, STRTAB: 3, RELA: 4, NOBITS: 8, REL: 9 } as const;

/** Section flags (sh_flags). */
export const sectionFlags = { WRITE: 1, ALLOC: 2, EXECINSTR: 4 } as const;

export interface ElfSection {
  readonly index: number;
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  /** In memory, as a signed number: a kernel stands in the last 2 GiB of 64 bits. 0 in an object file. */
  readonly address: number;
  /** In the file, in bytes. */
  readonly fileOffset: number;
  /** In bytes; that of memory for NOBITS. */
  readonly size: number;
  /** The content, a view of the file; empty for NOBITS. */
  readonly bytes: Uint8Array;
  /** The content starts at a multiple of it, in bytes. */
  readonly align: number;
  readonly link: number;
  readonly info: number;
}

export type ElfSymbolType = "none" | "object" | "function" | "section" | "file" | "other";
export type ElfBinding = "local" | "global" | "weak" | "other";
export type ElfVisibility = "default" | "internal" | "hidden" | "protected";

export interface ElfSymbol {
  readonly index: number;
  readonly name: string;
  readonly type: ElfSymbolType;
  readonly binding: ElfBinding;
  readonly visibility: ElfVisibility;
  /** For an object file: the offset in its section. */
  readonly value: number;
  readonly size: number;
  /** Index of its section; undefined where the symbol is not defined here or stands in none. */
  readonly section?: number;
  /** Whether this file leaves it to another one to define the symbol. */
  readonly undefined: boolean;
}

export interface ElfRelocation {
  /** In the section that is relocated, in bytes. */
  readonly offset: number;
  /** R_BPF_… for a BPF object, R_X86_64_… for a module. */
  readonly type: number;
  /** Added to the symbol's value; 0 where the addend stands in the section (REL). */
  readonly addend: number;
  readonly symbol: ElfSymbol;
}

export interface ElfObject {
  readonly path: string;
  readonly sections: readonly ElfSection[];
  readonly symbols: readonly ElfSymbol[];
  /** By the index of the section that they relocate. */
  readonly relocations: ReadonlyMap<number, readonly ElfRelocation[]>;
}

export function sectionNamed(elf: ElfObject, name: string): ElfSection | undefined {
  return elf.sections.find((section) => section.name === name);
}
