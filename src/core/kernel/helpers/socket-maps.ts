import { writeUnsigned } from "../../bytes/integers.ts";
import type { Kernel } from "../kernel.ts";
import { SocketMap } from "../maps/socket-map.ts";
import { contextSocketArgument } from "./context-socket-argument.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { mapArgument } from "./map-argument.ts";
import { skbArgument } from "./skb.ts";
import { messageArgument } from "./socket-message.ts";

/** enum sk_action and BPF_F_INGRESS (include/uapi/linux/bpf.h, v7.3). */
const SK_DROP = 0n;
const SK_PASS = 1n;
const BPF_F_INGRESS = 1n;

/** Events at which a connection or a listener has come to be (sock_map_op_okay, net/core/sock_map.c, v7.3). */
const established = [
  "BPF_SOCK_OPS_PASSIVE_ESTABLISHED_CB",
  "BPF_SOCK_OPS_ACTIVE_ESTABLISHED_CB",
  "BPF_SOCK_OPS_TCP_LISTEN_CB",
];

/** Where maps are arrays the key may be a number in the register, in hashes it is always in memory. */
type Kind = "map" | "hash";
const typeNames = { map: "BPF_MAP_TYPE_SOCKMAP", hash: "BPF_MAP_TYPE_SOCKHASH" } as const;

function socketsArgument(kernel: Kernel, address: bigint, kind: Kind, helper: string): SocketMap {
  const map = mapArgument(kernel, address, "R2");
  if (map instanceof SocketMap && map.typeName === typeNames[kind]) return map;
  return kernel.fault("helper-argument", `${helper} can't take ${map.name}, a map of type ${map.typeName}`);
}

const keyInMemory = ({ memory }: Kernel, { definition }: SocketMap, address: bigint) =>
  memory.readBytes(address, definition.keySize);

function keyInRegister(index: bigint): Uint8Array {
  const key = new Uint8Array(4);
  writeUnsigned(key, 0, 4, BigInt.asUintN(32, index));
  return key;
}

const contexts = { sk: skbArgument, msg: messageArgument } as const;

/** Sends what the program runs for to a socket of a map: the verdict that the program is to return. */
const redirect = (of: keyof typeof contexts, kind: Kind): HelperModel => ({
  name: `bpf_${of}_redirect_${kind}`,
  notModelled: ["What becomes of the data once the program has ended."],
  call(kernel, args) {
    contexts[of](kernel, args(0));
    const map = socketsArgument(kernel, args(1), kind, `bpf_${of}_redirect_${kind}`);
    const key = kind === "map" ? keyInRegister(args(2)) : keyInMemory(kernel, map, args(2));
    if ((args(3) & ~BPF_F_INGRESS) !== 0n) return SK_DROP;
    const target = map.target(key);
    if (!target) return SK_DROP;
    return of === "msg" && (args(3) & BPF_F_INGRESS) === 0n && !target.isTcp ? SK_DROP : SK_PASS;
  },
});

/** Puts the socket of the event into a map. */
const update = (kind: Kind): HelperModel => ({
  name: `bpf_sock_${kind}_update`,
  notModelled: [],
  call(kernel, args) {
    const { context, socket } = contextSocketArgument(kernel, args(0));
    const map = socketsArgument(kernel, args(1), kind, `bpf_sock_${kind}_update`);
    const key = keyInMemory(kernel, map, args(2));
    const event = context.integer("op");
    if (!established.some((name) => kernel.enumerator(name) === event)) return errnoResult("EOPNOTSUPP");
    return errnoResult(map.put(key, socket, args(3)));
  },
});

/** net/core/sock_map.c, v7.3. */
export const socketMaps: readonly HelperModel[] = [
  redirect("sk", "map"),
  redirect("sk", "hash"),
  redirect("msg", "map"),
  redirect("msg", "hash"),
  update("map"),
  update("hash"),
];
