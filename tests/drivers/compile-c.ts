import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll } from "vitest";
import { printHeader } from "../../src/core/btf/print-header.ts";
import { contentKey } from "../../src/node/cache/content-key.ts";
import { findClang, findCommand } from "../../src/node/clang/find-clang.ts";
import { findLibbpf } from "../../src/node/clang/libbpf-headers.ts";
import { kernelBtf } from "./kernel-btf.ts";

/** Of all test files; each has a folder of its own in it while it runs. */
const room = resolve(import.meta.dirname, "../../.cache/compiled-by-tests");
const target = ["--target=bpf", "-mcpu=v3", "-g", "-O2"];
let folder: string | undefined;

/** A worker of Vitest is ended without exit handlers, so what a file made goes when its tests are through. */
afterAll(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  folder = undefined;
});

function run(args: readonly string[], cwd: string): void {
  const clang = findClang();
  if (!("path" in clang)) throw new Error(clang.join("\n"));
  execFileSync(clang.path, args, { cwd, stdio: "pipe", encoding: "utf8" });
}

/** The folder of vmlinux.h with a precompiled copy beside it, made for the first program. */
function workFolder(): string {
  if (folder !== undefined) return folder;
  mkdirSync(room, { recursive: true });
  folder = mkdtempSync(join(room, "file-"));
  writeFileSync(join(folder, "vmlinux.h"), printHeader(kernelBtf));
  run([...target, "-x", "c-header", "vmlinux.h", "-o", "vmlinux.h.pch"], folder);
  return folder;
}

let types: string | undefined;

/** What an object is made of: its source, the words for clang, vmlinux.h, and which clang and libbpf are installed. */
function objectKey(source: string, args: readonly string[]): string {
  types ??= printHeader(kernelBtf);
  const clang = findClang();
  const tools = "path" in clang ? [clang.path, statSync(clang.path).mtimeMs] : [];
  const helpers = join(findLibbpf() ?? "", "bpf/bpf_helpers.h");
  return contentKey(source, args, types, tools, existsSync(helpers) ? statSync(helpers).mtimeMs : 0);
}

/**
 * Compiles C for BPF with these further words for clang. Where clang refuses, it throws with clang's words. What it once
 * compiled is kept: several files of tests run the same cases.
 */
function compileWith(source: string, further: readonly string[]): Uint8Array {
  const args = [...target, "-I.", `-I${findLibbpf() ?? ""}`, ...further, "-c", "test.bpf.c", "-o", "test.bpf.o"];
  const kept = join(room, "objects", objectKey(source, args));
  if (existsSync(kept)) return new Uint8Array(readFileSync(kept));
  const cwd = workFolder();
  writeFileSync(join(cwd, "test.bpf.c"), source);
  run(args, cwd);
  const object = new Uint8Array(readFileSync(join(cwd, "test.bpf.o")));
  mkdirSync(join(room, "objects"), { recursive: true });
  renameSync(join(cwd, "test.bpf.o"), kept);
  return object;
}

/** Compiles C for BPF. Without warnings, or it throws with clang's words. */
export const compileC = (source: string, further: readonly string[] = []): Uint8Array =>
  compileWith(source, ["-Wall", "-Werror", ...further]);

/** As `compileC`, for C that has vmlinux.h without including it, and may have warnings. */
export const compileWithTypes = (source: string, further: readonly string[] = []): Uint8Array =>
  compileWith(source, [...further, "-include-pch", "vmlinux.h.pch"]);

/** What a tool prints about a file with these bytes; undefined where the tool is not installed. */
export function askTool(names: readonly string[], args: readonly string[], bytes: Uint8Array): string | undefined {
  const tool = names.map((name) => findCommand(name)).find((path) => path !== undefined);
  if (tool === undefined) return undefined;
  const file = join(workFolder(), "asked");
  writeFileSync(file, bytes);
  return execFileSync(tool, [...args, file], { encoding: "utf8", stdio: "pipe", maxBuffer: 1 << 28 });
}
