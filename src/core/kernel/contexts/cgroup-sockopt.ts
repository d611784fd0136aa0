import type { Region } from "../../vm/memory.ts";
import { ProgramBytes } from "../objects/program-bytes.ts";
import { Socket } from "../objects/socket.ts";
import type { ContextModel } from "./context.ts";
import { type ContextMember, structContext } from "./struct-context.ts";

const STRUCT = "bpf_sockopt";
/** What setsockopt's buffer has at least, so that a program may put a longer value there. */
const LEAST_BYTES = 16;
/** PAGE_SIZE: what programs see of a longer value. */
const MOST_BYTES = 4096;
/** Of the socket that the trigger's actions make: include/linux/socket.h and net.h, v7.3. */
const fresh = { family: 2, type: 1, protocol: 6 } as const;

interface Option {
  readonly context: ProgramBytes;
  readonly value: Region;
  readonly socket: Socket;
}

const word = (name: string): ContextMember<Option> => ({
  name,
  width: "word",
  read: ({ context }) => context.integer(name),
  write: ({ context }, value) => context.set(name, value),
});

/** cg_sockopt_is_valid_access (kernel/bpf/cgroup.c, v7.3). */
const members: readonly ContextMember<Option>[] = [
  { name: "sk", width: "double", read: ({ socket }, { memory }) => memory.addressOf(socket.region, 0) },
  { name: "optval", width: "double", read: ({ value }, { memory }) => memory.addressOf(value, 0) },
  { name: "optval_end", width: "double", read: ({ value }, { memory }) => memory.addressOf(value, value.size) },
  word("level"),
  word("optname"),
  word("optlen"),
  {
    name: "retval",
    width: "word",
    read: ({ socket }) => BigInt(socket.kernel.cgroupResult),
    write({ socket }, value) {
      socket.kernel.cgroupResult = Number(BigInt.asIntN(32, value));
    },
  },
];

const settingRights = { hidden: new Set(["retval"]), writable: new Set(["level", "optname", "optlen"]) };
const gettingRights = { hidden: new Set<string>(), writable: new Set(["retval", "optlen"]) };

/** An option of a socket of the cgroup: before setsockopt sets it, or after getsockopt got it. */
export const cgroupSockopt: ContextModel = {
  programType: "BPF_PROG_TYPE_CGROUP_SOCKOPT",
  packet: "none",
  struct: STRUCT,
  extras: { optval: "bytes" },
  returnRange: () => ({ least: 0, most: 1 }),
  notModelled: [
    "The system call: what becomes of the option.",
    "Members of `sk` beside family, type and protocol, which are those of a TCP socket of IPv4.",
  ],
  enter(kernel, { bytes, extras }) {
    const context = new ProgramBytes(kernel.btf, STRUCT, bytes ?? new Uint8Array(0));
    const given = extras?.optval ?? new Uint8Array(0);
    const isSetting = kernel.program.attachType === "BPF_CGROUP_SETSOCKOPT";
    const room = isSetting ? Math.max(LEAST_BYTES, given.length) : given.length;
    const memory = new Uint8Array(Math.min(room, MOST_BYTES));
    memory.set(given.subarray(0, memory.length));
    if (context.integer("optlen") === 0n) context.set("optlen", given.length);
    const value = kernel.memory.allocate({ kind: "packet", name: "optval", bytes: memory });
    const socket = new Socket(kernel, "socket");
    for (const [name, number] of Object.entries(fresh)) socket.fields.set(name, number);
    kernel.cgroupResult = context.number("retval");
    const rights = isSetting ? settingRights : gettingRights;
    const region = structContext(kernel, STRUCT, members, rights, { context, value, socket });
    const after = () => {
      context.set("retval", kernel.cgroupResult);
      return context.all;
    };
    return { region, after };
  },
};
