import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { contentKey } from "../cache/content-key.ts";
import type { CoreTypes } from "./core-types.ts";
import { type CpioEntry, fileEntry, folderEntry, linkEntry, writeCpio } from "./cpio.ts";
import type { LinuxJob, LinuxKernel } from "./job.ts";
import { writeJobFile } from "./job-file.ts";
import { modulesFor } from "./kernel-modules.ts";
import { LinuxUnavailable } from "./linux-unavailable.ts";
import { findBusybox, findIp } from "./machine-tools.ts";

const SETUP = "Run `npm run setup -- --verify`";

function ask(command: string, ...args: string[]): string {
  try {
    return execFileSync(command, args, {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C" },
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return "";
  }
}

/** A program and the libraries that the loader maps for it, each at the path where the loader looks. */
function withLibraries(path: string, as: string): CpioEntry[] {
  const libraries = [...ask("ldd", path).matchAll(/(?:=> |^\s*)(\/\S+) \(0x/gm)].map(([, library = ""]) => library);
  return [path, ...libraries].map((each) => fileEntry(each === path ? as : each.slice(1), readFileSync(each)));
}

/** Links for busybox's applets, but for those that stand there as programs of their own. */
function applets(busybox: string): CpioEntry[] {
  const names = ask(busybox, "--list").split("\n");
  const shadowed = ["", "busybox", "ip", "init", "linuxrc"];
  return names.filter((name) => !shadowed.includes(name)).map((name) => linkEntry(`bin/${name}`, "busybox"));
}

function tools(): CpioEntry[] {
  const found = { busybox: findBusybox(), ip: findIp() };
  for (const [name, path] of Object.entries(found)) {
    if (path === undefined) throw new LinuxUnavailable(`${name} is missing; it sets up the scenarios' state`, SETUP);
  }
  const { busybox = "", ip = "" } = found;
  return [...withLibraries(busybox, "bin/busybox"), ...applets(busybox), ...withLibraries(ip, "sbin/ip")];
}

const emptyFolders = ["dev", "proc", "sys", "tmp", "run", "var", "etc"];

/** By path, the last one: two programs may share a library. */
function withoutTwins(entries: readonly CpioEntry[]): CpioEntry[] {
  return [...new Map(entries.map((entry) => [entry.path, entry])).values()];
}

/** The part of the initramfs that stands for the machine, with the modules that the jobs need. */
export function baseImage(kernel: LinuxKernel, agent: Uint8Array, jobs: readonly LinuxJob[]): Buffer {
  const groups = new Set(jobs.flatMap(({ modules: named = [] }) => named));
  return machineImage(agent, modulesFor(kernel.modules, groups));
}

/** Agent, tools, and modules by their paths, in the order in which they are loaded. */
export function machineImage(agent: Uint8Array, paths: readonly string[]): Buffer {
  const modules = paths.map((path, index) =>
    fileEntry(`modules/${String(index).padStart(3, "0")}-${basename(path)}`, readFileSync(path)),
  );
  return writeCpio(
    withoutTwins([
      ...emptyFolders.map(folderEntry),
      linkEntry("var/run", "/run"),
      fileEntry("init", agent),
      ...tools(),
      ...modules,
    ]),
  );
}

const TYPES = "types";

/** The jobs of one boot, to be appended to the base image; an object that several of them load stands there once. */
export function jobsImage(jobs: readonly LinuxJob[], types: CoreTypes | undefined, seconds: number): Buffer {
  const paths = new Map<string, string>();
  const objects: CpioEntry[] = [];
  const files = jobs.map((job, index) => {
    const key = contentKey(job.object);
    const path = paths.get(key) ?? `objects/${paths.size}`;
    if (!paths.has(key)) objects.push(fileEntry(path, job.object));
    paths.set(key, path);
    const isCovered = types?.covers(job.object) === true;
    const places = { object: `/${path}`, ...(isCovered && { types: `/${TYPES}` }) };
    return fileEntry(`jobs/${index}`, writeJobFile(job, places, seconds));
  });
  return writeCpio([...(types ? [fileEntry(TYPES, types.bytes)] : []), ...objects, ...files]);
}
