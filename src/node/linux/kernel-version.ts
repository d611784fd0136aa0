const MAGIC_OFFSET = 0x202;
const VERSION_POINTER = 0x20e;
const SECTOR = 512;

/**
 * How the kernel in a bzImage names itself, such as `7.3.4+deb13-cloud-amd64`; undefined for another file. The text stands
 * 0x200 behind what `kernel_version` in the setup header says (Documentation/arch/x86/boot.rst, v7.3).
 */
export function imageVersion(image: Buffer): string | undefined {
  if (image.length < 2 * SECTOR || image.toString("latin1", MAGIC_OFFSET, MAGIC_OFFSET + 4) !== "HdrS")
    return undefined;
  const start = image.readUInt16LE(VERSION_POINTER) + SECTOR;
  return /^\d+\.\d+[^\s\0]*/.exec(image.toString("latin1", start, start + 256))?.[0];
}
