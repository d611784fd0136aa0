import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { MissingTool } from "../build/missing-tool.ts";
import { contentKey } from "../cache/content-key.ts";
import { jsonCoder, type Store } from "../cache/store.ts";
import { type Clang, findClang } from "../clang/find-clang.ts";
import { findLibbpf } from "../clang/libbpf-headers.ts";
import { runLimited } from "../processes/run-limited.ts";
import { SELFTESTS, type SelftestSources } from "./selftest-sources.ts";

/** As the tests' Makefile compiles them (tools/testing/selftests/bpf/Makefile, v7.3: BPF_CFLAGS, test_progs), without warnings. */
const codeFlags = [
  "--target=bpf",
  "-mcpu=v3",
  "-O2",
  "-g",
  "-std=gnu11",
  "-D__TARGET_ARCH_x86",
  "-DENABLE_ATOMICS_TESTS",
  "-fno-strict-aliasing",
  "-fms-extensions",
  "-w",
];

/** Where headers of the C library and of the machine's kernel are looked for, behind all others. */
const systemFolders = ["/usr/include", "/usr/include/x86_64-linux-gnu"];

const limits = { cpuSeconds: 60, wallSeconds: 300, memoryMiB: 4096, fileMiB: 64, outputBytes: 1 << 20 } as const;

/** What an object was compiled from, so that it is known whether it still is what it would be. */
interface KeptObject {
  readonly read: readonly { readonly path: string; readonly digest: string }[];
  readonly object: string;
}

export type CompiledSelftest = { readonly object: Uint8Array } | { readonly refused: string };

/** The files that a rule of make names behind the colon. */
function filesOfRule(rule: string): string[] {
  const [, files = ""] = rule.split(/:\s/s);
  return files.split(/\s+/).filter((word) => word !== "" && word !== "\\");
}

/** Compiles the kernel's tests; an object whose files are unchanged comes from the cache. */
export class SelftestCompiler {
  readonly #sources: SelftestSources;
  readonly #store: Store;
  readonly #clang: Clang;
  /** Digests of files as they were first seen. */
  readonly #digests = new Map<string, string>();

  /** Throws `MissingTool`. */
  constructor(sources: SelftestSources, store: Store) {
    const clang = findClang();
    if (!("path" in clang)) throw new MissingTool("A clang for BPF", clang);
    const libbpf = findLibbpf();
    if (libbpf === undefined) throw new MissingTool("libbpf", ["The tests include its bpf_helper_defs.h"]);
    this.#sources = sources;
    this.#store = store;
    this.#clang = clang;
    // The kernel's source has libbpf's other headers itself; this one is written when libbpf is built.
    copyFileSync(join(libbpf, "bpf", "bpf_helper_defs.h"), join(sources.include, "bpf_helper_defs.h"));
  }

  #digest(path: string): string {
    const known = this.#digests.get(path);
    if (known !== undefined) return known;
    const digest = contentKey(readFileSync(path));
    this.#digests.set(path, digest);
    return digest;
  }

  #isUnchanged({ read }: KeptObject): boolean {
    try {
      return read.every(({ path, digest }) => this.#digest(path) === digest);
    } catch {
      return false;
    }
  }

  #flags(): string[] {
    const { kernel, include } = this.#sources;
    const tests = join(kernel, SELFTESTS);
    const own = [include, join(kernel, "tools/lib"), tests, join(tests, "libarena/include")];
    const uapi = [join(kernel, "tools/include/uapi"), join(kernel, "tools/include")];
    const behind = systemFolders.flatMap((folder) => ["-idirafter", folder]);
    return [...codeFlags, "-fdebug-compilation-dir=.", ...[...own, ...uapi].map((folder) => `-I${folder}`), ...behind];
  }

  /** Compiles `progs/<name>.c`; where clang refuses it, in clang's words. */
  async compile(name: string): Promise<CompiledSelftest> {
    const flags = this.#flags();
    const key = contentKey(this.#clang.version, flags, name);
    const kept = this.#store.get("selftest-objects", key);
    const known = kept && jsonCoder<KeptObject>().decode(kept);
    if (known && this.#isUnchanged(known)) return { object: new Uint8Array(Buffer.from(known.object, "base64")) };
    const room = join(this.#sources.include, "..", "compiling");
    mkdirSync(room, { recursive: true });
    const folder = mkdtempSync(join(room, `${name}-`));
    try {
      return await this.#make(name, folder, flags, key);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  async #make(name: string, folder: string, flags: readonly string[], key: string): Promise<CompiledSelftest> {
    const [output, rule] = [join(folder, "test.o"), join(folder, "test.d")];
    const source = join("progs", `${name}.c`);
    const cwd = join(this.#sources.kernel, SELFTESTS);
    const args = [...flags, "-MD", "-MF", rule, "-c", source, "-o", output];
    const run = await runLimited({ command: this.#clang.path, args, cwd, env: { LC_ALL: "C" }, limits });
    if (run.exitCode !== 0) {
      const error = run.stderr.split("\n").find((line) => line.includes("error: "));
      return { refused: error?.replace(/^.*error: /, "") ?? run.stoppedBy ?? run.signal ?? "clang fails" };
    }
    const object = readFileSync(output);
    const read = filesOfRule(readFileSync(rule, "utf8")).map((path) => {
      const absolute = path.startsWith("/") ? path : join(cwd, path);
      return { path: absolute, digest: this.#digest(absolute) };
    });
    const entry: KeptObject = { read, object: object.toString("base64") };
    this.#store.put("selftest-objects", key, jsonCoder<KeptObject>().encode(entry));
    return { object: new Uint8Array(object) };
  }
}
