import type { ContextSocket } from "../objects/context-socket.ts";
import { ProgramBytes } from "../objects/program-bytes.ts";
import { Socket } from "../objects/socket.ts";
import type { ContextModel, ReturnRange } from "./context.ts";
import { plainMembers } from "./plain-members.ts";
import { type ContextMember, structContext } from "./struct-context.ts";

const STRUCT = "bpf_sock_addr";

type Addressed = Pick<ContextSocket, "context" | "socket">;

const fromContext = (member: ContextMember<ProgramBytes>): ContextMember<Addressed> => ({
  name: member.name,
  width: member.width,
  memory: ({ context }) => member.memory?.(context) ?? new Uint8Array(0),
});

/** sock_addr_is_valid_access and sock_addr_convert_ctx_access (net/core/filter.c, v7.3). */
const members: readonly ContextMember<Addressed>[] = [
  ...plainMembers({ user_family: "word", user_ip4: "narrow", user_ip6: "address" }).map(fromContext),
  {
    name: "user_port",
    width: "narrow",
    read: ({ context }) => BigInt.asUintN(16, context.integer("user_port")),
    write: ({ context }, value) => context.set("user_port", BigInt.asUintN(16, value)),
  },
  ...plainMembers({
    family: "word",
    type: "word",
    protocol: "word",
    msg_src_ip4: "narrow",
    msg_src_ip6: "address",
  }).map(fromContext),
  { name: "sk", width: "double", read: ({ socket }, { memory }) => memory.addressOf(socket.region, 0) },
];

/** Members that only some attach types have; of them those of the names that match. */
const limited: Readonly<Record<string, RegExp>> = {
  user_ip4: /^BPF_CGROUP_(INET4_(BIND|CONNECT|GETPEERNAME|GETSOCKNAME)|UDP4_(SENDMSG|RECVMSG))$/,
  user_ip6: /^BPF_CGROUP_(INET6_(BIND|CONNECT|GETPEERNAME|GETSOCKNAME)|UDP6_(SENDMSG|RECVMSG))$/,
  msg_src_ip4: /^BPF_CGROUP_UDP4_SENDMSG$/,
  msg_src_ip6: /^BPF_CGROUP_UDP6_SENDMSG$/,
};
const writable = new Set(["user_port", ...Object.keys(limited)]);

/** Attach types that can't refuse; those of bind may let go without CAP_NET_BIND_SERVICE by 2 and 3. */
const range = (attachType = ""): ReturnRange => {
  if (/_(RECVMSG|GETPEERNAME|GETSOCKNAME)$/.test(attachType)) return { least: 1, most: 1 };
  return { least: 0, most: /^BPF_CGROUP_INET[46]_BIND$/.test(attachType) ? 3 : 1 };
};

/** A system call that takes or gives an address, of a socket of the cgroup. */
export const cgroupSockAddr: ContextModel = {
  programType: "BPF_PROG_TYPE_CGROUP_SOCK_ADDR",
  packet: "none",
  struct: STRUCT,
  returnRange: range,
  notModelled: ["The system call: what it does with the address.", "Members of `sk` beside family, type and protocol."],
  enter(kernel, { bytes }) {
    const context = new ProgramBytes(kernel.btf, STRUCT, bytes ?? new Uint8Array(0));
    const socket = new Socket(kernel, "socket");
    for (const name of ["family", "type", "protocol"]) socket.fields.set(name, context.integer(name));
    const { attachType = "" } = kernel.program;
    const hidden = new Set(Object.keys(limited).filter((name) => !limited[name]?.test(attachType)));
    const region = structContext(kernel, STRUCT, members, { hidden, writable }, { context, socket });
    kernel.contextSocket = { region, context, socket };
    return { region, after: () => context.all };
  },
};
