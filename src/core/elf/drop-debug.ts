import { concatenate } from "../bytes/concatenate.ts";
import type { Checked } from "../diagnostics/diagnostic.ts";
import { type ElfSection, sectionTypes } from "./elf-object.ts";
import { readElf } from "./read-elf.ts";

const SECTION_HEADER_BYTES = 64;
const ELF_HEADER_BYTES = 64;

/** DWARF and what relocates it; BTF stays, which is what libbpf reads. */
const isDebug = ({ name }: ElfSection) => /^(\.rela?)?\.debug_/.test(name);

const isStored = (section: ElfSection) => section.bytes.length > 0 && !isDebug(section);

/**
 * An object without its DWARF, as `llvm-strip -g` leaves it, but that sections keep their numbers: what is dropped becomes an
 * entry of type SHT_NULL. Most of an object that includes vmlinux.h is DWARF.
 */
export function dropDebug(bytes: Uint8Array, path: string): Checked<Uint8Array> {
  const { value: elf, diagnostics } = readElf(bytes, path);
  if (!elf) return { diagnostics };
  const source = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headersAt = Number(source.getBigUint64(40, true));
  const header = bytes.slice(0, ELF_HEADER_BYTES);
  const headers = bytes.slice(headersAt, headersAt + elf.sections.length * SECTION_HEADER_BYTES);
  const view = new DataView(headers.buffer);
  const parts: Uint8Array[] = [header];
  let end = ELF_HEADER_BYTES;
  const pad = (align: number) => {
    const missing = (align - (end % align)) % align;
    parts.push(new Uint8Array(missing));
    end += missing;
  };
  for (const section of elf.sections) {
    const at = section.index * SECTION_HEADER_BYTES;
    if (isDebug(section)) headers.fill(0, at, at + SECTION_HEADER_BYTES);
    else if (section.type !== sectionTypes.NULL) {
      if (isStored(section)) pad(section.align);
      view.setBigUint64(at + 24, BigInt(end), true);
      if (!isStored(section)) continue;
      parts.push(section.bytes);
      end += section.bytes.length;
    }
  }
  pad(8);
  new DataView(header.buffer).setBigUint64(40, BigInt(end), true);
  return { value: concatenate([...parts, headers]), diagnostics };
}
