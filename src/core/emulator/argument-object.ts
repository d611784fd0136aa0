import type { Kernel } from "../kernel/kernel.ts";
import { BtfObject } from "../kernel/objects/btf-object.ts";
import { CongestionSock } from "../kernel/objects/congestion-sock.ts";
import { CongestionState, congestionStates } from "../kernel/objects/congestion-state.ts";
import { FileSocket } from "../kernel/objects/file-socket.ts";
import { type StructAccess, structType } from "../kernel/objects/struct-access.ts";
import { Xattrs } from "../kernel/objects/xattrs.ts";
import type { SocketArgument } from "../spec/example-spec.ts";
import { encodeXattrs } from "./encode-xattrs.ts";
import { type SetupProblem, SetupSignal } from "./setup-problem.ts";

type Value = number | string;
type Members = Readonly<Record<string, Value | readonly Value[]>>;
type SockMembers = Readonly<Record<string, Members[string] | Members>>;
type Path = SetupProblem["path"];

/** Objects that a scenario describes in `kernel` and names here. */
interface NamedObjects {
  /** What a message calls one. */
  readonly noun: string;
  /** Who has none where it is not found; the scenario by default. */
  readonly whose?: string;
  find(kernel: Kernel, name: string): BtfObject | undefined;
}

const named: Readonly<Record<string, NamedObjects>> = {
  task: { noun: "process", find: ({ tasks }, name) => tasks.named(name) },
  cgroup: { noun: "cgroup", find: ({ cgroups }, name) => cgroups.all.find(({ path }) => path === name) },
  file: { noun: "file", find: ({ files }, name) => files.named(name) },
  /** Of a name that nothing has, too. */
  dentry: { noun: "dentry", find: ({ files }, name) => files.named(name)?.dentry ?? files.dentryAt(name) },
  /** Of any struct, with members that are all 0. */
  object: {
    noun: "struct",
    whose: "kernel",
    find(kernel, name) {
      const type = kernel.btf.find("struct", name) ?? kernel.btf.find("union", name);
      return type === undefined ? undefined : new BtfObject(kernel, name, type);
    },
  },
  inode: { noun: "inode", find: ({ files }, name) => files.dentryAt(name).inode },
};

function missing(name: string, what: string, path: Path): SetupSignal {
  return new SetupSignal(`There is no member ${name} in a ${what} that could be set`, [...path, what, name]);
}

/** Members by which Linux divides, as no connection has them 0. */
const divisors: ReadonlySet<string> = new Set(["mss_cache"]);

function setMember(struct: StructAccess, what: string, name: string, value: Members[string], path: Path): void {
  if (!struct.has(name)) throw missing(name, what, path);
  if (divisors.has(name) && Number(value) === 0) {
    throw new SetupSignal(
      `No connection has ${name} 0`,
      [...path, what, name],
      "Give it a size in bytes, such as 1448.",
    );
  }
  struct.put({ [name]: Array.isArray(value) ? value.map(BigInt) : BigInt(value as Value) });
}

const isSimple = (value: SockMembers[string]): value is Members[string] =>
  typeof value !== "object" || Array.isArray(value);

/** What a congestion control of the kernel keeps of the connection. */
function setState(sock: CongestionSock, struct: string, members: Members, path: Path): void {
  if (!congestionStates.has(struct)) throw missing(struct, "tcp_sock", path);
  const state = new CongestionState(sock, struct);
  for (const [name, value] of Object.entries(members)) setMember(state, struct, name, value, [...path, "tcp_sock"]);
}

function tcpSock(kernel: Kernel, members: SockMembers, path: Path): BtfObject {
  const sock = new CongestionSock(kernel);
  for (const [name, value] of Object.entries(members)) {
    if (isSimple(value)) setMember(sock, "tcp_sock", name, value, path);
    else setState(sock, name, value, path);
  }
  return sock;
}

const plainStruct =
  (struct: string) =>
  (kernel: Kernel, members: Members, path: Path): BtfObject => {
    const object = new BtfObject(kernel, struct, structType(kernel.btf, struct));
    for (const [name, value] of Object.entries(members)) {
      if (!object.has(name) || Array.isArray(value)) throw missing(name, struct, path);
      object.set(name, BigInt(value as Value));
    }
    return object;
  };

/** Objects that are made of the members that a scenario gives. */
const made: Readonly<Record<string, (kernel: Kernel, members: Members, path: Path) => BtfObject>> = {
  tcp_sock: (kernel, members, path) => tcpSock(kernel, members as SockMembers, path),
  ack_sample: plainStruct("ack_sample"),
  rate_sample: plainStruct("rate_sample"),
  pt_regs: plainStruct("pt_regs"),
};

function socket(kernel: Kernel, { xattrs = {}, has_file = true }: SocketArgument): BtfObject {
  return new FileSocket(kernel, has_file ? new Xattrs(encodeXattrs(xattrs)) : undefined);
}

/** The object that an argument of a scenario's context stands for: `{ task: worker }`, `{ tcp_sock: { snd_cwnd: 4 } }`. */
export function argumentObject(
  kernel: Kernel,
  kind: string,
  content: string | Members | SockMembers | SocketArgument,
  path: Path,
): BtfObject {
  if (kind === "socket") return socket(kernel, content as SocketArgument);
  if (typeof content !== "string") {
    const make = made[kind];
    if (make) return make(kernel, content as Members, path);
  }
  const objects = named[kind];
  const object = objects?.find(kernel, String(content));
  if (object) return object;
  throw new SetupSignal(`The ${objects?.whose ?? "scenario"} has no ${objects?.noun ?? kind} ${String(content)}`, path);
}
