import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { contentKey } from "../cache/content-key.ts";
import { bytesCoder, Store } from "../cache/store.ts";
import { findClang } from "../clang/find-clang.ts";
import { LinuxUnavailable } from "./linux-unavailable.ts";
import { findStaticLibraries } from "./machine-tools.ts";

const run = promisify(execFile);
const sourceFolder = join(import.meta.dirname, "agent");
const SETUP = "Run `npm run setup -- --verify`";
const COMPILE_MILLISECONDS = 120_000;

/** `--wrap`: libbpf parses the kernel's types for each object that it loads; the agent hands it those it has, indexed. */
const flags = [
  "-static",
  "-O2",
  "-std=gnu17",
  "-Wall",
  "-Wextra",
  "-Werror",
  "-Wl,--wrap=btf__load_vmlinux_btf",
  "-Wl,--wrap=btf__free",
  "-Wl,--wrap=btf__find_by_name_kind",
  "-Wl,--strip-all",
];

function sources(): { name: string; text: string }[] {
  const names = readdirSync(sourceFolder).filter((name) => /\.[ch]$/.test(name));
  return names.sort().map((name) => ({ name, text: readFileSync(join(sourceFolder, name), "utf8") }));
}

async function compile(clang: string, files: readonly string[], libraries: readonly string[]): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), "kfdoc-agent-"));
  try {
    const output = join(folder, "agent");
    const args = [...flags, ...files.map((name) => join(sourceFolder, name)), ...libraries, "-o", output];
    await run(clang, args, { cwd: folder, timeout: COMPILE_MILLISECONDS, env: { ...process.env, LC_ALL: "C" } });
    return new Uint8Array(readFileSync(output));
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new LinuxUnavailable(`The guest's agent can't be compiled:\n${stderr?.trim() || String(error)}`, SETUP);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The agent that is the guest's first process, compiled once for each content of sources, compiler and libraries. */
export async function buildAgent(cache: string): Promise<Uint8Array> {
  const clang = findClang();
  if (!("path" in clang)) throw new LinuxUnavailable("clang is missing; it compiles the guest's agent", SETUP);
  const libraries = findStaticLibraries();
  if ("missing" in libraries) {
    const missing = libraries.missing.join(", ");
    throw new LinuxUnavailable(`The guest's agent is linked with ${missing}, not found here`, SETUP);
  }
  const all = sources();
  const key = contentKey(
    clang.version,
    flags,
    all.map(({ name, text }) => [name, text]),
    libraries.paths.map((path) => readFileSync(path)),
  );
  const files = all.flatMap(({ name }) => (name.endsWith(".c") ? [name] : []));
  const make = () => compile(clang.path, files, libraries.paths);
  return (await new Store(cache).remember("agents", key, bytesCoder, make)) ?? make();
}
