import { sectionNamed } from "../../core/elf/elf-object.ts";
import { readElf, x86Kernel } from "../../core/elf/read-elf.ts";
import { ImportError } from "../kernel-import/import-error.ts";
import { unpackImage } from "../kernel-import/kernel-image.ts";

/** XEN_ELFNOTE_PHYS32_ENTRY of the owner `Xen` (include/xen/interface/elfnote.h, v7.3): where QEMU enters the kernel. */
const ENTRY_NOTE = 18;
const OWNER = "Xen\0";
const NOTE_HEADER = 12;

const aligned = (size: number) => (size + 3) & ~3;

function hasEntryNote(notes: Buffer): boolean {
  for (let at = 0; at + NOTE_HEADER <= notes.length; ) {
    const [nameSize, size, type] = [0, 4, 8].map((field) => notes.readUInt32LE(at + field));
    const name = notes.toString("latin1", at + NOTE_HEADER, at + NOTE_HEADER + (nameSize ?? 0));
    if (type === ENTRY_NOTE && name === OWNER) return true;
    at += NOTE_HEADER + aligned(nameSize ?? 0) + aligned(size ?? 0);
  }
  return false;
}

/**
 * The kernel of a bzImage, unpacked, if QEMU can start it so: that spares the emulated processor the unpacking, a second
 * of each boot. Undefined where it can't, and for a compressor that is not known here.
 */
export function pvhImage(image: Buffer): Buffer | undefined {
  try {
    const elf = unpackImage(image);
    const { value } = readElf(elf, "vmlinux", x86Kernel);
    const notes = value && sectionNamed(value, ".notes");
    return notes && hasEntryNote(Buffer.from(notes.bytes)) ? elf : undefined;
  } catch (error) {
    if (error instanceof ImportError) return undefined;
    throw error;
  }
}
