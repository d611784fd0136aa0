import { ProgramBytes } from "../objects/program-bytes.ts";
import type { Socket } from "../objects/socket.ts";
import { SocketMessage } from "../objects/socket-message.ts";
import type { ContextModel } from "./context.ts";
import { eventSocket } from "./event-socket.ts";
import { type ContextMember, structContext } from "./struct-context.ts";

const STRUCT = "sk_msg_md";
/** include/net/tcp_states.h */
const ESTABLISHED = 1;

interface Message {
  readonly context: ProgramBytes;
  readonly socket: Socket;
  readonly message: SocketMessage;
}

const plain = (name: string): ContextMember<Message> => ({
  name,
  width: "word",
  memory: ({ context }) => context.all.subarray(context.place(name).offset),
});

/** sk_msg_is_valid_access (net/core/filter.c, v7.3). */
const members: readonly ContextMember<Message>[] = [
  { name: "data", width: "double", read: ({ message }, { memory }) => memory.addressOf(message.data, 0) },
  {
    name: "data_end",
    width: "double",
    read: ({ message }, { memory }) => memory.addressOf(message.data, message.data.size),
  },
  ...["family", "remote_ip4", "local_ip4", "remote_ip6", "local_ip6", "remote_port", "local_port"].map(plain),
  { name: "size", width: "word", read: ({ message }) => BigInt(message.length) },
  { name: "sk", width: "double", read: ({ socket }, { memory }) => memory.addressOf(socket.region, 0) },
];

const rights = { hidden: new Set<string>(), writable: new Set<string>() };

/** What a process sends through a socket of a map. */
export const skMsg: ContextModel = {
  programType: "BPF_PROG_TYPE_SK_MSG",
  packet: "none",
  struct: STRUCT,
  extras: { data: "bytes" },
  returns: "sk_action",
  notModelled: [
    "What becomes of the message.",
    "Messages of several pieces.",
    "Members of `sk` beside those of the context.",
  ],
  enter(kernel, { bytes, extras }) {
    const context = new ProgramBytes(kernel.btf, STRUCT, bytes ?? new Uint8Array(0));
    const socket = eventSocket(kernel, context, ESTABLISHED);
    const message = new SocketMessage(kernel, extras?.data ?? new Uint8Array(0));
    message.context = structContext(kernel, STRUCT, members, rights, { context, socket, message });
    kernel.socketMessage = message;
    return { region: message.context, after: () => context.all };
  },
};
