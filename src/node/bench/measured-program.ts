import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

/** A C program that is measured, in every form in which it runs. */
export interface MeasuredProgram {
  readonly name: string;
  /** The BPF object, and its file. */
  readonly object: Uint8Array;
  readonly objectFile: string;
  /** The same C compiled for wasm32; or why it is not there. */
  readonly wasm32: { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly missing: string };
}

export interface BenchTools {
  readonly clang: string;
  /** wasm-ld; undefined where it is not installed. */
  readonly wasmLinker: string | undefined;
}

/** What a command printed on its way to failing. */
export function runTool(command: string, args: readonly string[]): string | undefined {
  const { status, stderr, error } = spawnSync(command, args, { encoding: "utf8", stdio: ["ignore", "ignore", "pipe"] });
  if (error) return error.message;
  return status === 0 ? undefined : stderr.trim();
}

/** The same optimisation for every target; loops stay loops, so that both compilers see the same work. */
const flags = ["-O2", "-fno-builtin", "-fno-strict-aliasing", "-Wall", "-Werror"];
const bpfFlags = ["--target=bpf", "-mcpu=v3", "-g", ...flags];
const wasmFlags = ["--target=wasm32", ...flags];

function compileWasm32(source: string, scratch: string, { clang, wasmLinker }: BenchTools): MeasuredProgram["wasm32"] {
  if (wasmLinker === undefined) return { missing: "there is no wasm-ld: install lld" };
  const [object, module] = [`${scratch}.wasm.o`, `${scratch}.wasm`];
  const failed =
    runTool(clang, [...wasmFlags, "-c", source, "-o", object]) ??
    runTool(wasmLinker, ["--no-entry", object, "-o", module]);
  return failed === undefined ? { bytes: new Uint8Array(readFileSync(module)) } : { missing: failed };
}

/** Compiles every program in a folder into another. Throws with clang's words. */
export function compilePrograms(folder: string, scratch: string, tools: BenchTools): MeasuredProgram[] {
  const sources = readdirSync(folder).filter((name) => name.endsWith(".c") && name !== "kernel-runner.c");
  return sources.sort().map((file) => {
    const name = basename(file, ".c");
    const objectFile = join(scratch, `${name}.bpf.o`);
    const failed = runTool(tools.clang, [...bpfFlags, "-c", join(folder, file), "-o", objectFile]);
    if (failed !== undefined) throw new Error(failed);
    const object = new Uint8Array(readFileSync(objectFile));
    return { name, object, objectFile, wasm32: compileWasm32(join(folder, file), join(scratch, name), tools) };
  });
}
