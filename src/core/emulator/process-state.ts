import { fromHex } from "../bytes/hex.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Task } from "../kernel/objects/tasks.ts";
import { Xattrs } from "../kernel/objects/xattrs.ts";
import type {
  CgroupDescription,
  FileDescription,
  HierarchyDescription,
  KeyDescription,
  ProcessDescription,
  UserMemoryDescription,
} from "../spec/kernel-state-spec.ts";
import { encodeXattrs } from "./encode-xattrs.ts";
import { GapSignal, SetupSignal } from "./setup-problem.ts";

/** Sets a global variable of the program before the run. */
export type SetGlobal = (name: string, value: number) => void;

const encode = (text: string) => new TextEncoder().encode(text);

export function addCgroup(kernel: Kernel, { path, values = {}, xattrs = {} }: CgroupDescription, index: number): void {
  const cgroup = kernel.cgroups.add(path);
  if (!cgroup) {
    const help = "Name its parent before it.";
    throw new SetupSignal(`The parent of the cgroup ${path} is not there`, ["kernel", "cgroups", index, "path"], help);
  }
  for (const [name, value] of Object.entries(values)) cgroup.values.set(name, String(value));
  cgroup.xattrs = new Xattrs(encodeXattrs(xattrs));
}

export function addHierarchy(
  kernel: Kernel,
  { name, cgroups = [], id_in }: HierarchyDescription,
  index: number,
  setGlobal: SetGlobal,
): void {
  const hierarchy = kernel.cgroups.addHierarchy(name);
  for (const [at, path] of cgroups.entries()) {
    if (hierarchy.add(path)) continue;
    const place = ["kernel", "cgroup_hierarchies", index, "cgroups", at];
    throw new SetupSignal(`The parent of the cgroup ${path} is not there`, place, "Name its parent before it.");
  }
  if (id_in !== undefined) setGlobal(id_in, hierarchy.id);
}

export function addFile(kernel: Kernel, { path, content = "", mode = "0644", xattrs = {} }: FileDescription): void {
  const bytes = encode(content);
  kernel.files.add({ path, content: bytes, mode: Number.parseInt(mode, 8), xattrs: encodeXattrs(xattrs) });
}

export function addUserMemory(kernel: Kernel, { address, text, bytes = "" }: UserMemoryDescription): void {
  kernel.userMemory.add(
    BigInt(address),
    (text === undefined ? fromHex(bytes) : encode(`${text}\0`)) ?? new Uint8Array(0),
  );
}

/** Why add_key(2) refuses a key (user_preparse and logon_vet_description, security/keys/user_defined.c; v7.3). */
function objectionToKey({ type, description, payload = "" }: KeyDescription): string | undefined {
  if (type !== "keyring" && payload === "") return `A key of the type ${type} has a payload`;
  if (type === "keyring" && payload !== "") return "A keyring has no payload";
  if (type !== "logon" || /^[^:]+:/.test(description)) return undefined;
  return "The description of a logon key begins with a word and a colon";
}

export function addKey(kernel: Kernel, description: KeyDescription, index: number, setGlobal: SetGlobal): void {
  const why = objectionToKey(description);
  if (why) throw new SetupSignal(`${why} (EINVAL)`, ["kernel", "keys", index]);
  const { type, payload = "", keyring = "KEY_SPEC_SESSION_KEYRING", serial_in, revoked = false } = description;
  const bytes = type === "asymmetric" ? fromHex(payload) : encode(payload);
  if (!bytes) throw new SetupSignal("The certificate is not in hexadecimal", ["kernel", "keys", index, "payload"]);
  const about = { type, description: description.description, payload: bytes, keyring, isRevoked: revoked };
  const key = kernel.keys.add(about);
  if (type === "asymmetric" && !key.certificate) {
    throw new GapSignal("The emulator reads certificates with RSA keys only", ["kernel", "keys", index, "payload"]);
  }
  if (serial_in !== undefined) setGlobal(serial_in, key.serial);
}

function enterHierarchies(kernel: Kernel, process: Task, description: ProcessDescription, index: number): void {
  for (const [name, path] of Object.entries(description.in_hierarchies ?? {})) {
    const cgroup = kernel.cgroups.hierarchies.find((each) => each.name === name)?.named(path);
    if (cgroup) process.enter(cgroup);
    else {
      const place = ["kernel", "processes", index, "in_hierarchies", name];
      throw new SetupSignal(
        `The scenario has no cgroup ${path} in a hierarchy ${name}`,
        place,
        "Name it in `cgroup_hierarchies`.",
      );
    }
  }
}

export function addProcess(kernel: Kernel, description: ProcessDescription, index: number): void {
  const { comm, pid, threads = 1, cgroup: path } = description;
  const cgroup = path === undefined ? kernel.cgroups.ofTrigger : kernel.cgroups.named(path);
  if (!cgroup) {
    const help = "Name it in `cgroups`.";
    throw new SetupSignal(`The scenario has no cgroup ${path}`, ["kernel", "processes", index, "cgroup"], help);
  }
  if (pid !== undefined && kernel.tasks.withPid(pid)) {
    throw new SetupSignal(`Another process has the pid ${pid} (EEXIST)`, ["kernel", "processes", index, "pid"]);
  }
  enterHierarchies(kernel, kernel.tasks.add(comm, pid, { threads, cgroup }), description, index);
}
