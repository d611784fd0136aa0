import { findWasmLinker } from "../bench/wasm-linker.ts";
import { clangMajors, findClang, MINIMUM_CLANG } from "../clang/find-clang.ts";
import { findLibbpf } from "../clang/libbpf-headers.ts";
import { findBusybox, findIp, findQemu, findStaticLibraries, findXz } from "../linux/machine-tools.ts";
import { findBrowser } from "./find-browser.ts";
import { findFirefox } from "./find-firefox.ts";

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
  packages: { apt: ["chromium-headless-shell", "chromium"], brew: [] },
  byHand: "Install Chromium or Chrome, or name one by CHROMIUM=<path>.",
};

const firefox: Requirement = {
  name: "Firefox",
  why: "the tests run the emulator in it, as in Chromium",
  lacks: (environment) => (findFirefox(environment) === undefined ? [] : undefined),
  variable: "FIREFOX",
  packages: { apt: ["firefox-esr", "firefox"], brew: process.platform === "darwin" ? ["firefox"] : [] },
  byHand: "Install Firefox, or name one by FIREFOX=<path>. Without it these tests are skipped.",
};

const qemu: Requirement = {
  name: "QEMU",
  why: "it boots the kernels that scenarios are verified in",
  lacks: (environment) => (findQemu(environment) === undefined ? [] : undefined),
  variable: "QEMU",
  packages: { apt: ["qemu-system-x86"], brew: ["qemu"] },
  byHand: "Install QEMU for x86-64, or name qemu-system-x86_64 by QEMU=<path>.",
};

const busybox: Requirement = {
  name: "busybox",
  why: "its commands set up the state of scenarios in a kernel",
  lacks: (environment) => (findBusybox(environment) === undefined ? [] : undefined),
  variable: "BUSYBOX",
  packages: { apt: ["busybox-static", "busybox"], brew: [] },
  byHand: "Install busybox for Linux on x86-64, or name one by BUSYBOX=<path>.",
};

const iproute: Requirement = {
  name: "iproute2",
  why: "its `ip` sets up network namespaces and IPsec in a kernel",
  lacks: (environment) => (findIp(environment) === undefined ? [] : undefined),
  variable: "IPROUTE",
  packages: { apt: ["iproute2"], brew: [] },
  byHand: "Install iproute2 for Linux on x86-64, or name its `ip` by IPROUTE=<path>.",
};

const staticLibraries: Requirement = {
  name: "libbpf as a static library",
  why: "the agent in the guest is linked with it",
  lacks: (environment) => {
    const found = findStaticLibraries(environment);
    return "missing" in found ? found.missing.map((name) => `there is no ${name}`) : undefined;
  },
  variable: "LIBBPF_LIB",
  packages: { apt: ["libbpf-dev"], brew: [] },
  byHand: "Install libbpf.a, libelf.a and libz.a for Linux on x86-64, or name their folder by LIBBPF_LIB=<path>.",
};

const xz: Requirement = {
  name: "xz",
  why: "it unpacks kernels and their modules",
  lacks: (environment) => (findXz(environment) === undefined ? [] : undefined),
  variable: "XZ",
  packages: { apt: ["xz-utils"], brew: ["xz"] },
  byHand: "Install xz, or name one by XZ=<path>.",
};

const wasmLinker: Requirement = {
  name: "lld for WebAssembly",
  why: "it links the programs that the emulator is measured against",
  lacks: (environment) => (findWasmLinker(environment) === undefined ? [] : undefined),
  variable: "WASM_LD",
  packages: { apt: clangMajors.map((major) => `lld-${major}`), brew: ["lld"] },
  byHand: "Install lld, or name its wasm-ld by WASM_LD=<path>. Without it that measurement is left out.",
};

/** What tests, verification and measurements need beyond a build. */
export interface SetUpScope {
  readonly test: boolean;
  readonly verify: boolean;
  readonly bench?: boolean;
}

export function requirements(scope: SetUpScope): Requirement[] {
  return [
    clang,
    libbpf,
    ...(scope.test ? [browser] : []),
    ...(scope.test || scope.verify ? [xz] : []),
    ...(scope.bench ? [wasmLinker] : []),
    ...(scope.verify ? [qemu, busybox, iproute, staticLibraries] : []),
  ];
}

/** What is installed where it can be, and done without where it can't. */
export const optionalRequirements = ({ test }: SetUpScope): Requirement[] => (test ? [firefox] : []);
