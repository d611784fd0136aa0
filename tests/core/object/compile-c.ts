import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { printHeader } from "../../../src/core/btf/print-header.ts";
import { findClang, findCommand } from "../../../src/node/clang/find-clang.ts";
import { findLibbpf } from "../../../src/node/clang/libbpf-headers.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";

const clang = findClang();
if (!("path" in clang)) throw new Error(clang.join("\n"));
const folder = mkdtempSync(join(tmpdir(), "kfdoc-object-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, "vmlinux.h"), printHeader(kernelBtf));

const flags = ["--target=bpf", "-mcpu=v3", "-g", "-O2", "-Wall", "-Werror", "-I.", `-I${findLibbpf() ?? ""}`];

/** Compiles C for BPF. Without warnings, or it throws with clang's words. */
export function compileC(source: string, further: readonly string[] = []): Uint8Array {
  writeFileSync(join(folder, "test.bpf.c"), source);
  const args = [...flags, ...further, "-c", "test.bpf.c", "-o", "test.bpf.o"];
  execFileSync(clang && "path" in clang ? clang.path : "", args, { cwd: folder, stdio: "pipe", encoding: "utf8" });
  return new Uint8Array(readFileSync(join(folder, "test.bpf.o")));
}

/** What a tool prints about a file with these bytes; undefined where the tool is not installed. */
export function askTool(names: readonly string[], args: readonly string[], bytes: Uint8Array): string | undefined {
  const tool = names.map((name) => findCommand(name)).find((path) => path !== undefined);
  if (tool === undefined) return undefined;
  const file = join(folder, "asked");
  writeFileSync(file, bytes);
  return execFileSync(tool, [...args, file], { encoding: "utf8", stdio: "pipe", maxBuffer: 1 << 28 });
}
