import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readElf, x86Module } from "../../src/core/elf/read-elf.ts";
import { linkModule } from "../../src/core/kernel-binary/link-module.ts";
import type { LinkedImage } from "../../src/core/kernel-binary/linked-image.ts";
import { findClang } from "../../src/node/clang/find-clang.ts";

const room = resolve(import.meta.dirname, "../../.cache/compiled-by-tests");

/** As the kernel is built: addresses in the last 2 GiB, no position-independent code. */
const flags = ["--target=x86_64-linux-gnu", "-O2", "-mcmodel=kernel", "-fno-pic", "-ffreestanding", "-fno-builtin"];

/** C as a module for x86-64, linked as the kernel would when it loads it. */
export function compileModule(source: string): LinkedImage {
  const clang = findClang();
  if (!("path" in clang)) throw new Error(clang.join("\n"));
  mkdirSync(room, { recursive: true });
  const folder = mkdtempSync(join(room, "module-"));
  try {
    writeFileSync(join(folder, "test.c"), source);
    execFileSync(clang.path, [...flags, "-Wall", "-Werror", "-c", "test.c", "-o", "test.ko"], {
      cwd: folder,
      stdio: "pipe",
    });
    const { value, diagnostics } = readElf(new Uint8Array(readFileSync(join(folder, "test.ko"))), "test.ko", x86Module);
    if (!value) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
    return linkModule(value, "test");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
