import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { printHeader } from "../../src/core/btf/print-header.ts";
import { linkObject } from "../../src/core/object/link-object.ts";
import type { LinkedObject } from "../../src/core/object/linked-object.ts";
import { kernelBtf } from "./kernel-btf.ts";

const clang = process.env.CLANG ?? "clang-19";
const folder = mkdtempSync(join(tmpdir(), "kfdoc-compile-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const target = ["-target", "bpf", "-mcpu=v3", "-O2", "-g"];
let header: string | undefined;

/** The folder of vmlinux.h with a precompiled copy beside it, made once. */
function headerFolder(): string {
  if (header === undefined) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "vmlinux.h"), printHeader(kernelBtf));
    execFileSync(clang, [...target, "-x", "c-header", "vmlinux.h", "-o", "vmlinux.h.pch"], { cwd: folder });
    header = folder;
  }
  return header;
}

const linked = new Map<string, LinkedObject>();

/** A BPF object of C that includes vmlinux.h by itself, with macros defined as given; linked against the kernel's types. */
export function compile(source: string, defines: readonly string[] = []): LinkedObject {
  const key = [source, ...defines].join("\0");
  const known = linked.get(key);
  if (known) return known;
  const cwd = headerFolder();
  writeFileSync(join(cwd, "test.bpf.c"), source);
  const flags = [...target, "-I.", ...defines.map((name) => `-D${name}`)];
  execFileSync(clang, [...flags, "-include-pch", "vmlinux.h.pch", "-c", "test.bpf.c", "-o", "test.bpf.o"], { cwd });
  const { value, diagnostics } = linkObject(readFileSync(join(cwd, "test.bpf.o")), "test.bpf.o", kernelBtf);
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  linked.set(key, value);
  return value;
}
