import { execFileSync } from "node:child_process";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { sectionNamed } from "../../../src/core/elf/elf-object.ts";
import { kernelElf } from "../../../src/node/kernel-import/kernel-image.ts";

const btf = Buffer.from("9feb01001800000000000000000000000000000000000000", "hex");

/** A minimal ELF file for x86-64 with these sections; the last one holds the names. */
function elfFile(sections: readonly { name: string; bytes: Buffer }[]): Buffer {
  const names = Buffer.from(`\0${[...sections.map(({ name }) => name), ".shstrtab"].join("\0")}\0`);
  const all = [...sections, { name: ".shstrtab", bytes: names }];
  const header = Buffer.alloc(64);
  header.write("7f454c460201", 0, "hex");
  header.writeUInt16LE(2, 16);
  header.writeUInt16LE(62, 18);
  header.writeUInt16LE(64, 58);
  header.writeUInt16LE(all.length + 1, 60);
  header.writeUInt16LE(all.length, 62);
  const headers = [Buffer.alloc(64)];
  let offset = 64;
  for (const { name, bytes } of all) {
    const each = Buffer.alloc(64);
    each.writeUInt32LE(names.indexOf(`\0${name}\0`) + 1, 0);
    each.writeUInt32LE(name === ".shstrtab" ? 3 : 1, 4);
    each.writeBigUInt64LE(BigInt(offset), 24);
    each.writeBigUInt64LE(BigInt(bytes.length), 32);
    headers.push(each);
    offset += bytes.length;
  }
  header.writeBigUInt64LE(BigInt(offset), 40);
  return Buffer.concat([header, ...all.map(({ bytes }) => bytes), ...headers]);
}

/** A bzImage whose payload is this, with two sectors of set-up code and a signature after it. */
function bzImage(payload: Buffer): Buffer {
  const setup = Buffer.alloc(3 * 512 + 64);
  setup[0x1f1] = 2;
  setup.write("HdrS", 0x202, "latin1");
  setup.writeUInt16LE(0x020f, 0x206);
  setup.writeUInt32LE(64, 0x248);
  setup.writeUInt32LE(payload.length, 0x24c);
  return Buffer.concat([setup, payload, Buffer.from("a signature")]);
}

const vmlinux = elfFile([
  { name: ".text", bytes: Buffer.alloc(5000, 0x90) },
  { name: ".BTF", bytes: btf },
]);
const size = Buffer.alloc(4);
size.writeUInt32LE(vmlinux.length);

describe("the BTF is found in", () => {
  test.each([
    ["an ELF file", vmlinux],
    ["an image packed with zstd", bzImage(Buffer.concat([zstdCompressSync(vmlinux), size]))],
    ["an image packed with gzip", bzImage(gzipSync(vmlinux))],
    [
      "an image packed with xz",
      bzImage(Buffer.concat([execFileSync("xz", ["-c", "--check=crc32"], { input: vmlinux }), size])),
    ],
  ])("%s", (_name, file) => {
    expect(btf.equals(sectionNamed(kernelElf(file), ".BTF")?.bytes ?? Buffer.alloc(0))).toBe(true);
  });
});

const packed = bzImage(Buffer.concat([zstdCompressSync(vmlinux), size]));

test.each([
  ["an empty file", Buffer.alloc(0), "The file is no Linux kernel"],
  ["a text", Buffer.from("x".repeat(4000)), "The file is no Linux kernel"],
  ["an image cut short", packed.subarray(0, 1700), "The kernel image is cut short"],
  ["an image with damaged data", Buffer.from(packed).fill(0x55, 1640, 1700), "can't be unpacked with zstd"],
  ["another compressor", bzImage(Buffer.from("BZh91AY&SY".repeat(9))), "packed in a way that is not known"],
  ["a kernel without BTF", elfFile([{ name: ".text", bytes: Buffer.alloc(10) }]), "The kernel has no .BTF section"],
])("%s is refused in plain words", (_name, file, message) => {
  expect(() => kernelElf(file)).toThrow(message);
});
