import type { Kernel } from "../kernel.ts";
import type { ProgramBytes } from "../objects/program-bytes.ts";
import { Socket } from "../objects/socket.ts";

/** include/net/sock.h and IANA. */
const tcp = { type: 1, protocol: 6 } as const;

/** The TCP socket behind a context that tells of both ends by the same names; `dst_port` is the upper half of `remote_port`. */
export function eventSocket(kernel: Kernel, context: ProgramBytes, state: number | bigint): Socket {
  const socket = new Socket(kernel, "socket");
  const { fields } = socket;
  for (const [name, value] of Object.entries(tcp)) fields.set(name, value);
  fields.set("family", context.integer("family"));
  fields.set("state", state);
  fields.set("src_port", context.integer("local_port"));
  fields.set("dst_port", context.integer("remote_port") >> 16n);
  for (const [name, from] of [["src", "local"] as const, ["dst", "remote"] as const]) {
    fields.setBytes(`${name}_ip4`, context.bytes(`${from}_ip4`));
    fields.setBytes(`${name}_ip6`, context.bytes(`${from}_ip6`));
  }
  return socket;
}
