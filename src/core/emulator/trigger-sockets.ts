import { writeUnsigned } from "../bytes/integers.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { SocketMap } from "../kernel/maps/socket-map.ts";
import { Socket } from "../kernel/objects/socket.ts";
import type { Scenario } from "../spec/example-spec.ts";

/** Of an established connection of TCP over IPv4 (include/net/tcp_states.h, include/linux/net.h, IANA). */
const connected = { family: 2, type: 1, protocol: 6, state: 1 } as const;

const ends = ["client", "server"] as const;

function keyOf({ definition }: SocketMap, index: number): Uint8Array {
  const key = new Uint8Array(definition.keySize);
  writeUnsigned(key, 0, 4, BigInt(index));
  return key;
}

/**
 * Puts both ends of the connections of a trigger into the maps that it names, as the trigger does in Linux: the client's under 0,
 * the server's under 1. Programs that run on the data of a connection find them there.
 */
export function putTriggerSockets(kernel: Kernel, trigger: Scenario["trigger"] = []): void {
  for (const action of trigger) {
    if (typeof action !== "object" || !("tcp" in action) || action.tcp.map === undefined) continue;
    const map = kernel.mapNamed(action.tcp.map);
    if (!(map instanceof SocketMap)) continue;
    for (const [index, end] of ends.entries()) {
      const socket = new Socket(kernel, `socket of the ${end}`);
      for (const [name, value] of Object.entries(connected)) socket.fields.set(name, value);
      map.put(keyOf(map, index), socket, 0n);
    }
  }
}
