import type { Region } from "../../vm/memory.ts";
import type { ProgramBytes } from "./program-bytes.ts";
import type { Socket } from "./socket.ts";

/** An event of a TCP connection: what the program is told of it, and the socket. */
export interface SockOpsEvent {
  /** The program's struct bpf_sock_ops. */
  readonly region: Region;
  readonly context: ProgramBytes;
  readonly socket: Socket;
}
