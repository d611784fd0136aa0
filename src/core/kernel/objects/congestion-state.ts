import type { CongestionSock } from "./congestion-sock.ts";
import { StructAccess, structType } from "./struct-access.ts";

/** The structs of congestion controls that have kfuncs. */
export const congestionStates: ReadonlySet<string> = new Set(["bictcp", "dctcp", "bbr"]);

/** What a congestion control of the kernel keeps of a connection, in `icsk_ca_priv`: struct bictcp, dctcp or bbr. */
export class CongestionState extends StructAccess {
  readonly #bytes: Uint8Array;

  constructor(sock: CongestionSock, struct: string) {
    const { offset } = sock.place("icsk_ca_priv");
    const type = structType(sock.btf, struct);
    const { bytes } = sock.region;
    super(sock.btf, type, {
      read: (at, size) => bytes.slice(offset + at, offset + at + size),
      write: (at, written) => bytes.set(written, offset + at),
    });
    this.#bytes = bytes.subarray(offset, offset + this.size);
  }

  /** All bytes from the first member to before `end` become 0. */
  clearBefore(end: string): void {
    this.#bytes.fill(0, 0, this.place(end).offset);
  }
}
