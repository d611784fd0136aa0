import type { Kernel } from "../kernel.ts";
import { ReuseportArray } from "../maps/reuseport-array.ts";
import { SocketMap } from "../maps/socket-map.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { mapArgument } from "./map-argument.ts";
import { skbArgument } from "./skb.ts";

function socketsArgument(kernel: Kernel, address: bigint): ReuseportArray | SocketMap {
  const map = mapArgument(kernel, address, "R2");
  if (map instanceof ReuseportArray || map instanceof SocketMap) return map;
  const message = `bpf_sk_select_reuseport can't take ${map.name}, a map of type ${map.typeName}`;
  return kernel.fault("helper-argument", message);
}

/** sk_select_reuseport (net/core/filter.c, v7.3): no socket of a scenario is in a group of those that share a port. */
export const selectReuseport: HelperModel = {
  name: "bpf_sk_select_reuseport",
  notModelled: ["Groups of sockets that share a port: no socket is in one."],
  call(kernel, args) {
    skbArgument(kernel, args(0));
    const map = socketsArgument(kernel, args(1));
    const key = kernel.memory.readBytes(args(2), map.definition.keySize);
    return errnoResult(map instanceof SocketMap && map.socketAt(key) ? "EINVAL" : "ENOENT");
  },
};
