import type { Kernel } from "../kernel.ts";
import type { ContextSocket } from "../objects/context-socket.ts";

/** The socket that the context in R1 is about (ARG_PTR_TO_CTX). */
export function contextSocketArgument(kernel: Kernel, address: bigint): ContextSocket {
  const location = kernel.memory.locate(address);
  const { contextSocket } = kernel;
  if (contextSocket && location?.region === contextSocket.region && location.offset === 0) return contextSocket;
  return kernel.fault("context-access", "the helper takes the program's context as R1");
}
