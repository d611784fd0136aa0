import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { LinuxUnavailable } from "./linux-unavailable.ts";
import { findXz } from "./machine-tools.ts";
import { moduleClosure, moduleName } from "./module-closure.ts";

/** What the guest needs where the kernel has it not built in: the channel to the host, and IPsec with algorithms that do nothing. */
const wanted = [
  "virtio_pci",
  "virtio_console",
  "xfrm_algo",
  "xfrm_user",
  "crypto_null",
  "authenc",
  "authencesn",
  "ah4",
  "esp4",
] as const;

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

function readModule(path: string): Buffer | undefined {
  return unpackers.find(({ suffix }) => path.endsWith(suffix))?.unpack(readFileSync(path));
}

/** The modules that the guest loads, uncompressed and in that order, from a folder such as `/lib/modules/<version>/kernel`. */
export function guestModules(folder: string): Map<string, Uint8Array> {
  const files = globSync("**/*.ko*", { cwd: folder }).sort();
  const paths = new Map(files.map((file) => [moduleName(file), join(folder, file)]));
  return moduleClosure(wanted, (name) => {
    const path = paths.get(name);
    return path === undefined ? undefined : readModule(path);
  });
}
