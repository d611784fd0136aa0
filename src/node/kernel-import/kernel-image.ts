import { spawnSync } from "node:child_process";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { type ElfObject, sectionNamed } from "../../core/elf/elf-object.ts";
import { readElf, x86Kernel } from "../../core/elf/read-elf.ts";
import { ImportError } from "./import-error.ts";

/** No kernel is larger when it is unpacked. */
const LARGEST = 512 * 1024 * 1024;

const ELF_MAGIC = 0x7f454c46;
const BOOT_MAGIC = "HdrS";

/** Fields of the setup header of a bzImage (Documentation/arch/x86/boot.rst, v7.3), by their offset in the file. */
const header = {
  setupSectors: 0x1f1,
  magic: 0x202,
  version: 0x206,
  payloadOffset: 0x248,
  payloadLength: 0x24c,
} as const;
/** The first version of the boot protocol that states where the payload is: 2.08. */
const PAYLOAD_VERSION = 0x0208;
const SECTOR = 512;

const HELP = "Give a vmlinuz for x86-64, or an uncompressed vmlinux";

/** The kernel appends the unpacked size to what a compressor wrote; gzip alone ends with it by itself. */
const withoutSize = (payload: Buffer) => payload.subarray(0, payload.length - 4);

/** Compressors that Debian's kernels have used, by the bytes that their output starts with. */
const compressors: readonly {
  readonly magic: string;
  readonly name: string;
  readonly unpack: (payload: Buffer) => Buffer;
}[] = [
  {
    magic: "28b52ffd",
    name: "zstd",
    unpack: (payload) => zstdDecompressSync(withoutSize(payload), { maxOutputLength: LARGEST }),
  },
  { magic: "1f8b", name: "gzip", unpack: (payload) => gunzipSync(payload, { maxOutputLength: LARGEST }) },
  { magic: "fd377a585a00", name: "xz", unpack: (payload) => unpackXz(withoutSize(payload)) },
];

function unpackXz(payload: Buffer): Buffer {
  const { stdout, error, status } = spawnSync("xz", ["-dc"], { input: payload, maxBuffer: LARGEST });
  if (error) throw new ImportError(`xz can't be run: ${error.message}`, "Install xz-utils");
  if (status !== 0) throw new ImportError("xz can't unpack the kernel", HELP);
  return stdout;
}

function payloadOf(image: Buffer): Buffer {
  if (image.readUInt16LE(header.version) < PAYLOAD_VERSION) {
    throw new ImportError("The kernel image does not state where its payload is", HELP);
  }
  const setup = ((image[header.setupSectors] || 4) + 1) * SECTOR;
  const start = setup + image.readUInt32LE(header.payloadOffset);
  const end = start + image.readUInt32LE(header.payloadLength);
  if (end > image.length || end - start < 8) throw new ImportError("The kernel image is cut short", HELP);
  return image.subarray(start, end);
}

/** The kernel ELF file within a bzImage. */
export function unpackImage(image: Buffer): Buffer {
  const payload = payloadOf(image);
  const start = payload.subarray(0, 8).toString("hex");
  const compressor = compressors.find(({ magic }) => start.startsWith(magic));
  if (!compressor) throw new ImportError("The kernel is packed in a way that is not known here", HELP);
  try {
    return compressor.unpack(payload);
  } catch (error) {
    if (error instanceof ImportError) throw error;
    throw new ImportError(`The kernel can't be unpacked with ${compressor.name}: ${(error as Error).message}`, HELP);
  }
}

function readKernel(elf: Buffer): ElfObject {
  const { value, diagnostics } = readElf(elf, "vmlinux", x86Kernel);
  if (!value) throw new ImportError(diagnostics[0]?.message ?? "The kernel is no ELF file", HELP);
  if (sectionNamed(value, ".BTF")) return value;
  throw new ImportError("The kernel has no .BTF section", "It was built without CONFIG_DEBUG_INFO_BTF");
}

/** The ELF file of a kernel with BTF, from a bzImage or as it is. */
export function kernelElf(file: Buffer): ElfObject {
  if (file.length >= 64 && file.readUInt32BE(0) === ELF_MAGIC) return readKernel(file);
  const isImage = file.length > header.payloadLength + 4;
  if (isImage && file.toString("latin1", header.magic, header.magic + 4) === BOOT_MAGIC) {
    return readKernel(unpackImage(file));
  }
  throw new ImportError("The file is no Linux kernel", HELP);
}
