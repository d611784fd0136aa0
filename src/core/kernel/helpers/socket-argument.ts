import type { Kernel } from "../kernel.ts";
import type { Socket } from "../objects/socket.ts";

/** The socket behind a pointer that a helper takes (ARG_PTR_TO_BTF_ID_SOCK_COMMON); NULL is refused before. */
export function socketArgument(kernel: Kernel, address: bigint, label = "R1"): Socket {
  const location = kernel.memory.locate(address);
  const socket = location?.offset === 0 ? kernel.sockets.at(location.region) : undefined;
  if (socket) return socket;
  if (kernel.memory.isNull(address))
    return kernel.fault("null-dereference", `${label} is NULL where a socket is expected`);
  const object = location && kernel.objectAt(location.region);
  if (object) return kernel.fault("helper-not-modelled", `${object.name} is a socket that has no model`);
  const what = location?.region.name ?? "a number";
  return kernel.fault("helper-argument", `${label} is ${what} where a pointer to a socket is expected`);
}
