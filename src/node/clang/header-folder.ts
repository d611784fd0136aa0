import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runLimited } from "../processes/run-limited.ts";
import type { Clang } from "./find-clang.ts";
import { buildFlags, clangEnvironment, clangLimits } from "./flags.ts";
import type { LibbpfHeaders } from "./libbpf-headers.ts";

/** The only headers that an example reaches beside its own, in one folder, with the precompiled one. */
export interface HeaderFolder {
  /** Absolute. */
  readonly path: string;
  /** The text of vmlinux.h. */
  readonly vmlinux: string;
  /** Names under `bpf/`. */
  readonly libbpf: readonly string[];
  readonly precompiled: string;
}

/** Where `poison` stands; an example can't name it, but is compiled as if it began with it. */
export const POISON = "poison.h";

/** Operators that ask about files: pasted together by macros, the text of an example does not show them. */
const poison = "#pragma GCC poison __has_include __has_include_next __has_embed __include_macros\n";

/** Includes vmlinux.h as a system header, so that its own warnings are nobody's business. */
const PREFIX = `#include <vmlinux.h>\n#include <${POISON}>\n`;

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest("hex");

function writeIfOther(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  const next = `${path}.${process.pid}`;
  writeFileSync(next, text);
  renameSync(next, path);
}

async function precompile(clang: Clang, folder: string, output: string): Promise<void> {
  const next = `${output}.${process.pid}`;
  const args = [...buildFlags(folder), "-Xclang", "-fno-pch-timestamp", "-x", "c-header", "prefix.h", "-o", next];
  const limits = { ...clangLimits, cpuSeconds: 60, wallSeconds: 300, fileMiB: 512 };
  const run = await runLimited({ command: clang.path, args, cwd: folder, env: clangEnvironment, limits });
  if (run.exitCode !== 0) {
    rmSync(next, { force: true });
    throw new Error(`clang can't compile vmlinux.h: ${run.stderr.slice(0, 2000) || run.stoppedBy || run.signal}`);
  }
  writeFileSync(`${output}.sha256`, sha256(readFileSync(next)));
  renameSync(next, output);
}

function isIntact(file: string): boolean {
  return (
    existsSync(file) &&
    existsSync(`${file}.sha256`) &&
    readFileSync(`${file}.sha256`, "utf8") === sha256(readFileSync(file))
  );
}

/**
 * Lays out the headers below `parent` and precompiles vmlinux.h, once for each clang, text of the headers and set of
 * flags. A precompiled header is bound to this machine and path; what is compiled with it is not.
 */
export async function prepareHeaders(
  parent: string,
  clang: Clang,
  vmlinux: string,
  libbpf: LibbpfHeaders,
): Promise<HeaderFolder> {
  const contents = JSON.stringify([vmlinux, poison, PREFIX, [...libbpf]]);
  const path = join(parent, sha256(contents).slice(0, 20));
  mkdirSync(join(path, "bpf"), { recursive: true });
  writeIfOther(join(path, "vmlinux.h"), vmlinux);
  writeIfOther(join(path, "prefix.h"), PREFIX);
  writeIfOther(join(path, POISON), poison);
  for (const [name, text] of libbpf) writeIfOther(join(path, "bpf", name), text);
  const build = JSON.stringify([clang.path, clang.version, buildFlags(path)]);
  const precompiled = join(path, `prefix-${sha256(build).slice(0, 20)}.pch`);
  if (!isIntact(precompiled)) await precompile(clang, path, precompiled);
  return { path, vmlinux, libbpf: [...libbpf.keys()], precompiled };
}

/** Every file of the folder that clang may open over an example. */
export function headerFiles({ path, libbpf, precompiled }: HeaderFolder): string[] {
  const names = ["vmlinux.h", "prefix.h", POISON, ...libbpf.map((name) => `bpf/${name}`)];
  return [...names.map((name) => join(path, name)), precompiled];
}
