import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findClang } from "../../../src/node/clang/find-clang.ts";

/** A BPF object of C that declares by itself what it needs. */
export function compileSmall(source: string): Uint8Array {
  const clang = findClang();
  if (!("path" in clang)) throw new Error("clang is missing");
  const folder = mkdtempSync(join(tmpdir(), "kfdoc-small-"));
  try {
    const output = join(folder, "small.o");
    const flags = ["--target=bpf", "-mcpu=v3", "-O2", "-g", "-x", "c", "-", "-c", "-o", output];
    execFileSync(clang.path, flags, { input: source, stdio: ["pipe", "ignore", "inherit"] });
    return new Uint8Array(readFileSync(output));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
