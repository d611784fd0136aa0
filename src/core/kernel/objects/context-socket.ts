import type { Region } from "../../vm/memory.ts";
import type { ProgramBytes } from "./program-bytes.ts";
import type { Socket } from "./socket.ts";

/** The socket that a program's context is about. */
export interface ContextSocket {
  /** The program's context. */
  readonly region: Region;
  readonly context: ProgramBytes;
  readonly socket: Socket;
  /** What helpers refuse where they would touch the socket (is_locked_tcp_sock_ops and sk_fullsock, v7.3). */
  readonly refusal?: "EOPNOTSUPP" | "EINVAL" | undefined;
}
