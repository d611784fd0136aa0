import { Socket } from "../objects/socket.ts";
import type { ContextModel } from "./context.ts";
import { plainMembers } from "./plain-members.ts";
import { sockWidths } from "./sock-members.ts";
import { structContext } from "./struct-context.ts";

const STRUCT = "bpf_sock";
const members = plainMembers(sockWidths);

const ofSocket = ["bound_dev_if", "mark", "priority"];
const lifetime = { hidden: new Set(["src_ip4", "src_ip6", "src_port"]), writable: new Set(ofSocket) };

/** By attach type (__sock_filter_check_attach_type, net/core/filter.c, v7.3). */
const rights: Readonly<Record<string, typeof lifetime>> = {
  BPF_CGROUP_INET_SOCK_CREATE: lifetime,
  BPF_CGROUP_INET_SOCK_RELEASE: lifetime,
  BPF_CGROUP_INET4_POST_BIND: { hidden: new Set([...ofSocket, "src_ip6"]), writable: new Set() },
  BPF_CGROUP_INET6_POST_BIND: { hidden: new Set([...ofSocket, "src_ip4"]), writable: new Set() },
};

/** A socket of a process of the cgroup, when it is made, has its address, or is closed. */
export const cgroupSock: ContextModel = {
  programType: "BPF_PROG_TYPE_CGROUP_SOCK",
  packet: "none",
  struct: STRUCT,
  returnRange: () => ({ least: 0, most: 1 }),
  notModelled: ["The system call: what becomes of the socket."],
  enter(kernel, { bytes }) {
    const socket = new Socket(kernel, "socket");
    const { fields } = socket;
    if (bytes) fields.all.set(bytes);
    const region = structContext(kernel, STRUCT, members, rights[kernel.program.attachType ?? ""] ?? lifetime, fields);
    kernel.contextSocket = { region, context: fields, socket };
    return { region, after: () => fields.all };
  },
};
