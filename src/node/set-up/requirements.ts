import { clangMajors, findClang, MINIMUM_CLANG } from "../clang/find-clang.ts";
import { findLibbpf } from "../clang/libbpf-headers.ts";
import { findBrowser } from "./find-browser.ts";

export type PackageManager = "apt" | "brew";

/** One thing that the machine must have beside the npm packages. */
export interface Requirement {
  readonly name: string;
  /** What it is for. */
  readonly why: string;
  /** Undefined where it is there; else what was looked at and would not do. */
  readonly lacks: (environment: NodeJS.ProcessEnv) => readonly string[] | undefined;
  /** The variable that names it by hand; while it is set, nothing is installed. */
  readonly variable: string;
  /** Packages that bring it, the best first. */
  readonly packages: Readonly<Record<PackageManager, readonly string[]>>;
  /** What to do where no package manager has it. */
  readonly byHand: string;
}

const clang: Requirement = {
  name: "clang for BPF",
  why: "it compiles the examples",
  lacks: (environment) => {
    const found = findClang(environment);
    return "path" in found ? undefined : found;
  },
  variable: "CLANG",
  packages: { apt: clangMajors.map((major) => `clang-${major}`), brew: ["llvm"] },
  byHand: `Install clang ${MINIMUM_CLANG} or newer with the BPF target, or name one by CLANG=<path>.`,
};

const libbpf: Requirement = {
  name: "libbpf's headers",
  why: "the examples include bpf/bpf_helpers.h",
  lacks: (environment) => (findLibbpf(environment) === undefined ? [] : undefined),
  variable: "LIBBPF_INCLUDE",
  packages: { apt: ["libbpf-dev"], brew: process.platform === "linux" ? ["libbpf"] : [] },
  byHand:
    "No package has them here. In a checkout of libbpf run `make -C src install_headers DESTDIR=<folder> PREFIX=` on Linux, " +
    "or copy bpf_helpers.h, bpf_helper_defs.h, bpf_endian.h, bpf_core_read.h and bpf_tracing.h of a release to <folder>/include/bpf; " +
    "then set LIBBPF_INCLUDE=<folder>/include.",
};

const browser: Requirement = {
  name: "Chromium",
  why: "the tests open the pages in it",
  lacks: (environment) => (findBrowser(environment) === undefined ? [] : undefined),
  variable: "CHROMIUM",
  packages: { apt: ["chromium"], brew: [] },
  byHand: "Install Chromium or Chrome, or name one by CHROMIUM=<path>.",
};

export function requirements(options: { readonly browser: boolean }): Requirement[] {
  return [clang, libbpf, ...(options.browser ? [browser] : [])];
}
