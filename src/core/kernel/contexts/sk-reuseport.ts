import { toU32 } from "../../bytes/integers.ts";
import { ProgramBytes } from "../objects/program-bytes.ts";
import { SkBuff } from "../objects/sk-buff.ts";
import { Socket } from "../objects/socket.ts";
import { type ContextModel, RefusedInput } from "./context.ts";
import { type ContextMember, structContext } from "./struct-context.ts";

const STRUCT = "sk_reuseport_md";

/** include/linux/socket.h, include/uapi/linux/if_ether.h and include/net/sock.h, v7.3. */
const families: Readonly<Record<number, number>> = { 2048: 2, 34525: 10 };
const socketTypes: Readonly<Record<number, number>> = { 6: 1, 17: 2 };
const TCP_LISTEN = 10;
const IPPROTO_TCP = 6;

interface Selection {
  readonly skb: SkBuff;
  readonly socket: Socket;
  readonly given: ProgramBytes;
}

/** Members that a scenario gives. */
const described: readonly string[] = ["eth_protocol", "ip_protocol", "bind_inany", "hash"];

const number = (name: string, width: ContextMember<Selection>["width"]): ContextMember<Selection> => ({
  name,
  width,
  read: ({ given }) => given.integer(name),
});

/** sk_reuseport_is_valid_access and sk_reuseport_convert_ctx_access (net/core/filter.c, v7.3). */
const members: readonly ContextMember<Selection>[] = [
  { name: "data", width: "double", read: ({ skb }, { memory }) => memory.addressOf(skb.linear, 0) },
  { name: "data_end", width: "double", read: ({ skb }, { memory }) => memory.addressOf(skb.linear, skb.linear.size) },
  { name: "len", width: "narrow", read: ({ skb }) => toU32(BigInt(skb.length)) },
  number("eth_protocol", "pair"),
  number("ip_protocol", "narrow"),
  number("bind_inany", "narrow"),
  number("hash", "word"),
  { name: "sk", width: "double", read: ({ socket }, { memory }) => memory.addressOf(socket.region, 0) },
  { name: "migrating_sk", width: "double", nullable: true, read: () => 0n },
];

const rights = { hidden: new Set<string>(), writable: new Set<string>() };

const swapped = (value: number): number => ((value & 0xff) << 8) | ((value >> 8) & 0xff);

/** The socket that the lookup found first, of the packet's protocols. */
function foundSocket({ given, kernel }: { given: ProgramBytes; kernel: SkBuff["kernel"] }): Socket {
  const socket = new Socket(kernel, "socket");
  const protocol = given.number("ip_protocol");
  socket.fields.set("family", families[swapped(given.number("eth_protocol"))] ?? 0);
  socket.fields.set("type", socketTypes[protocol] ?? 0);
  socket.fields.set("protocol", protocol);
  if (protocol === IPPROTO_TCP) socket.fields.set("state", TCP_LISTEN);
  return socket;
}

/**
 * Programs that choose among the sockets that share a port (bpf_run_sk_reuseport, net/core/filter.c, v7.3). The kernel has no
 * test run of them: the scenario describes the packet from its transport header on, and what the lookup found.
 */
export const skReuseport: ContextModel = {
  programType: "BPF_PROG_TYPE_SK_REUSEPORT",
  packet: "transport",
  struct: STRUCT,
  returns: "sk_action",
  notModelled: [
    "Groups of sockets that share a port: the scenario's sockets are in none, so that none can be selected.",
    "A socket that migrates from another one: `migrating_sk` is NULL.",
    "What stands in the packet before its transport header.",
  ],
  enter(kernel, { packet, bytes }) {
    if (!packet)
      throw new RefusedInput("The scenario has no packet", [], "Add `packet`, from its transport header on.");
    const given = new ProgramBytes(kernel.btf, STRUCT, bytes ?? new Uint8Array(0));
    const other = given.setMembers().find((name) => !described.includes(name));
    if (other) throw new RefusedInput(`${other} follows from the packet and the sockets`, ["context", other]);
    const skb = new SkBuff(kernel, packet, { startsAtMac: true, writable: false });
    const state = { skb, given, socket: foundSocket({ given, kernel }) };
    skb.context = structContext(kernel, STRUCT, members, rights, state);
    kernel.skb = skb;
    return { region: skb.context };
  },
};
