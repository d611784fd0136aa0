import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { printHeader } from "../../src/core/btf/print-header.ts";
import { contentKey } from "../../src/node/cache/content-key.ts";
import { type Clang, findClang, findCommand } from "../../src/node/clang/find-clang.ts";
import { findLibbpf } from "../../src/node/clang/libbpf-headers.ts";
import { kernelBtf } from "./kernel-btf.ts";

/** Of all test files and all runs: objects and headers are kept here by what they were made of. */
const room = resolve(import.meta.dirname, "../../.cache/compiled-by-tests");
const target = ["--target=bpf", "-mcpu=v3", "-g", "-O2"];

let found: Clang | undefined;

/** The clang of all programs: it is asked twice what it is, which takes as long as a small program. */
function theClang(): Clang {
  if (found !== undefined) return found;
  const clang = findClang();
  if (!("path" in clang)) throw new Error(clang.join("\n"));
  found = clang;
  return clang;
}

function run(args: readonly string[], cwd: string): void {
  execFileSync(theClang().path, args, { cwd, stdio: "pipe", encoding: "utf8" });
}

/** Works in a folder of its own, which goes with the work. */
function inFolder<Result>(work: (folder: string) => Result): Result {
  mkdirSync(room, { recursive: true });
  const folder = mkdtempSync(join(room, "work-"));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Puts a file where it is kept, at once and whole: workers make the same ones at the same time. */
function keep(kept: string, make: (draft: string) => void): void {
  if (existsSync(kept)) return;
  const draft = `${kept}.${process.pid}`;
  make(draft);
  renameSync(draft, kept);
}

/** The text of vmlinux.h, and what tells it from another one. */
interface PrintedTypes {
  readonly text: string;
  readonly key: string;
}

let types: PrintedTypes | undefined;

function printedTypes(): PrintedTypes {
  if (types === undefined) {
    const text = printHeader(kernelBtf);
    types = { text, key: contentKey(text, target) };
  }
  return types;
}

/** Which clang is installed. */
function clangStamp(): readonly (string | number)[] {
  const { path } = theClang();
  return [path, statSync(path).mtimeMs];
}

let headers: string | undefined;

/** The folder of vmlinux.h with a precompiled copy beside it, which the first program makes for those of all files. */
function headerFolder(): string {
  if (headers !== undefined) return headers;
  const { text, key } = printedTypes();
  const folder = join(room, "headers", contentKey(key, clangStamp()));
  mkdirSync(folder, { recursive: true });
  const plain = join(folder, "vmlinux.h");
  keep(plain, (draft) => writeFileSync(draft, text));
  keep(`${plain}.pch`, (draft) =>
    run([...target, "-Xclang", "-fno-pch-timestamp", "-x", "c-header", plain, "-o", draft], folder),
  );
  headers = folder;
  return folder;
}

/** What an object is made of: its source, the words for clang, vmlinux.h, and which clang and libbpf are installed. */
function objectKey(source: string, args: readonly string[]): string {
  const helpers = join(findLibbpf() ?? "", "bpf/bpf_helpers.h");
  const libbpf = existsSync(helpers) ? statSync(helpers).mtimeMs : 0;
  return contentKey(source, args, printedTypes().key, clangStamp(), libbpf);
}

/**
 * Compiles C for BPF with these further words for clang, of which those about vmlinux.h name its folder. Where clang refuses, it throws
 * with clang's words. What it once compiled is kept: several files of tests run the same cases.
 */
function compileWith(source: string, further: readonly string[], ofTypes: (folder: string) => readonly string[]) {
  const args = [...target, `-I${findLibbpf() ?? ""}`, ...further, "-c", "test.bpf.c", "-o"];
  const kept = join(room, "objects", objectKey(source, [...args, ...ofTypes("")]));
  if (!existsSync(kept)) {
    mkdirSync(join(room, "objects"), { recursive: true });
    inFolder((folder) => {
      writeFileSync(join(folder, "test.bpf.c"), source);
      keep(kept, (draft) => run([...ofTypes(headerFolder()), ...args, draft], folder));
    });
  }
  return new Uint8Array(readFileSync(kept));
}

const reachable = (folder: string) => [`-I${folder}`];
const precompiled = (folder: string) => [...reachable(folder), "-include-pch", join(folder, "vmlinux.h.pch")];

/** Words that make another language of C, for which vmlinux.h is not precompiled. */
const otherC = /^-(std|fms)/;

/** Compiles C for BPF, which may include vmlinux.h. Without warnings, or it throws with clang's words. */
export function compileC(source: string, further: readonly string[] = []): Uint8Array {
  const isPrecompiled = source.includes('#include "vmlinux.h"') && !further.some((word) => otherC.test(word));
  return compileWith(source, ["-Wall", "-Werror", ...further], isPrecompiled ? precompiled : reachable);
}

/** As `compileC`, for C that has vmlinux.h without including it, and may have warnings. */
export const compileWithTypes = (source: string, further: readonly string[] = []): Uint8Array =>
  compileWith(source, further, precompiled);

/** What a tool prints about a file with these bytes; undefined where the tool is not installed. */
export function askTool(names: readonly string[], args: readonly string[], bytes: Uint8Array): string | undefined {
  const tool = names.map((name) => findCommand(name)).find((path) => path !== undefined);
  if (tool === undefined) return undefined;
  return inFolder((folder) => {
    const file = join(folder, "asked");
    writeFileSync(file, bytes);
    return execFileSync(tool, [...args, file], { encoding: "utf8", stdio: "pipe", maxBuffer: 1 << 28 });
  });
}
