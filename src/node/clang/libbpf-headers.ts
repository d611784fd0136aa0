import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** libbpf's headers for BPF programs: what `#include <bpf/…>` reaches. File name to text. */
export type LibbpfHeaders = ReadonlyMap<string, string>;

/** Where Debian, Fedora, Homebrew on Linux and `make install` of libbpf put them. */
const places = ["/usr/include", "/usr/local/include", "/home/linuxbrew/.linuxbrew/include"];

/** Headers for programs that run in the kernel; the rest of the folder is libbpf's user space interface. */
const programHeaders = /^(bpf_(helpers|helper_defs|endian|core_read|tracing)|usdt\.bpf)\.h$/;

/** The folder that holds `bpf/bpf_helpers.h`; `$LIBBPF_INCLUDE` excludes all others. */
export function findLibbpf(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const chosen = environment.LIBBPF_INCLUDE;
  return (chosen ? [chosen] : places).find((place) => programHeaderNames(place).includes("bpf_helpers.h"));
}

function programHeaderNames(includeFolder: string): string[] {
  try {
    return readdirSync(join(includeFolder, "bpf"))
      .filter((name) => programHeaders.test(name))
      .sort();
  } catch {
    return [];
  }
}

export function readLibbpfHeaders(includeFolder: string): LibbpfHeaders {
  const read = (name: string): [string, string] => [name, readFileSync(join(includeFolder, "bpf", name), "utf8")];
  return new Map(programHeaderNames(includeFolder).map(read));
}
