import type { Region } from "../../vm/memory.ts";
import type { RefuseAccess } from "../contexts/struct-context.ts";
import type { Socket } from "./socket.ts";

/** struct bpf_tcp_sock (include/uapi/linux/bpf.h, v7.3): members of four bytes, but for bytes_received and bytes_acked. */
const SIZE = 112;
const BYTE_COUNTS = { start: 80, end: 96 } as const;

/**
 * What bpf_tcp_sock gives: what the verifier allows to be loaded can be told (bpf_tcp_sock_is_valid_access,
 * net/core/filter.c, v7.3), but not what TCP would hold there.
 */
export function tcpView({ kernel, name }: Socket, refuse: RefuseAccess): Region {
  const access = {
    load(offset: number, size: 1 | 2 | 4 | 8) {
      const isCount = offset >= BYTE_COUNTS.start && offset < BYTE_COUNTS.end;
      if (offset < 0 || offset + size > SIZE || offset % size !== 0 || size !== (isCount ? 8 : 4)) {
        return refuse("read", offset, size);
      }
      return kernel.fault("helper-not-modelled", "members of struct bpf_tcp_sock have no model");
    },
    store: (offset: number, size: 1 | 2 | 4 | 8) => refuse("write", offset, size),
  };
  return kernel.memory.allocate({ kind: "object", name, bytes: SIZE, access });
}
