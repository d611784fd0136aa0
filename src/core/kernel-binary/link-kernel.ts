import { type ElfObject, sectionFlags, sectionNamed } from "../elf/elf-object.ts";
import { readKallsyms } from "./kallsyms.ts";
import { KernelUnreadable } from "./kernel-unreadable.ts";
import { LinkedImage, type LinkedSection } from "./linked-image.ts";
import { SymbolTable } from "./symbol-table.ts";

/** The kernel as it is linked, with the symbols that it names itself. */
export function linkKernel(elf: ElfObject): LinkedImage {
  const sections = elf.sections
    .filter(({ flags, bytes }) => (flags & sectionFlags.ALLOC) !== 0 && bytes.length > 0)
    .map(({ name, address, bytes, flags }): LinkedSection => {
      return { name, address, bytes, executable: (flags & sectionFlags.EXECINSTR) !== 0 };
    });
  const rodata = sections.find(({ name }) => name === ".rodata");
  const btf = sectionNamed(elf, ".BTF");
  if (!rodata || !btf) throw new KernelUnreadable("The kernel has no .rodata or no .BTF section");
  return new LinkedImage("vmlinux", sections, new SymbolTable(readKallsyms(rodata, btf.address)));
}
