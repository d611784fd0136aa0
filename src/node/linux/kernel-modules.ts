import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { LinuxUnavailable } from "./linux-unavailable.ts";
import { findXz } from "./machine-tools.ts";
import { moduleClosure, moduleName } from "./module-closure.ts";

/** The channel to the host, where the kernel has it not built in. */
const channel = ["virtio_pci", "virtio_console"] as const;

/** What each part of a scenario needs where the kernel has it not built in: IPsec, for one, with algorithms that do nothing. */
export const moduleGroups = {
  xfrm: ["xfrm_algo", "xfrm_user", "crypto_null", "authenc", "authencesn", "ah4", "esp4", "xfrm_interface"],
  conntrack: ["nf_conntrack", "nf_conntrack_netlink", "nf_nat"],
  netfilter: ["nf_defrag_ipv4"],
  devices: ["veth", "dummy"],
  dctcp: ["tcp_dctcp"],
  bbr: ["tcp_bbr"],
} as const;

export type ModuleGroup = keyof typeof moduleGroups;

/** Every module that is kept of a kernel, without those that they need. */
export const wantedModules: readonly string[] = [...channel, ...Object.values(moduleGroups).flat()];

/** Those and further ones, which may be what the others need without saying so, and therefore come first. */
export const allModules = (further: readonly string[]): string[] => [...new Set([...further, ...wantedModules])];

const LARGEST = 64 << 20;

function unpackXz(packed: Buffer): Buffer {
  const { stdout, status } = spawnSync(findXz() ?? "xz", ["-dc"], { input: packed, maxBuffer: LARGEST });
  if (status === 0) return stdout;
  throw new LinuxUnavailable("xz is missing; it unpacks the kernel's modules", "Run `npm run setup -- --verify`");
}

/** By the end of the file's name. */
const unpackers: readonly { readonly suffix: string; readonly unpack: (packed: Buffer) => Buffer }[] = [
  { suffix: ".ko", unpack: (bytes) => bytes },
  { suffix: ".ko.xz", unpack: unpackXz },
  { suffix: ".ko.zst", unpack: (packed) => zstdDecompressSync(packed, { maxOutputLength: LARGEST }) },
  { suffix: ".ko.gz", unpack: (packed) => gunzipSync(packed, { maxOutputLength: LARGEST }) },
];

/** An unpacked module; undefined for a file that is none. */
export function readModule(path: string): Buffer | undefined {
  return unpackers.find(({ suffix }) => path.endsWith(suffix))?.unpack(readFileSync(path));
}

/** The modules that a guest may load, uncompressed and in that order, from a folder such as `/lib/modules/<version>/kernel`. */
export function guestModules(folder: string, wanted: readonly string[]): Map<string, Uint8Array> {
  const files = globSync("**/*.ko*", { cwd: folder }).sort();
  const paths = new Map(files.map((file) => [moduleName(file), join(folder, file)]));
  return moduleClosure(wanted, (name) => {
    const path = paths.get(name);
    return path === undefined ? undefined : readModule(path);
  });
}

/** Of a kernel's modules, by their paths, those that a guest loads for some groups: the channel's and all that they need. */
export function modulesFor(paths: readonly string[], groups: ReadonlySet<ModuleGroup>): string[] {
  const byName = new Map(paths.map((path) => [moduleName(path), path]));
  const named = [...channel, ...[...groups].flatMap((group) => moduleGroups[group])];
  const closure = moduleClosure(named, (name) => {
    const path = byName.get(name);
    return path === undefined ? undefined : readFileSync(path);
  });
  return paths.filter((path) => closure.has(moduleName(path)));
}
