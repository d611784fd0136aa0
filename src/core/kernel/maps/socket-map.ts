import { toHex } from "../../bytes/hex.ts";
import { readUnsigned } from "../../bytes/integers.ts";
import type { MapDefinition } from "../../object/map-definition.ts";
import type { Region } from "../../vm/memory.ts";
import type { Socket } from "../objects/socket.ts";
import { refuseFlags } from "./flags.ts";
import { checkExistence } from "./hash.ts";
import { BPF_EXIST, KernelMap, type MapResult } from "./map.ts";
import type { MapType } from "./map-type.ts";
import { invalid, type MapRefusal, tooBig } from "./refusal.ts";

const valueSizes: readonly number[] = [4, 8];
const INT_MAX = 2 ** 31 - 1;
/** MAX_BPF_STACK */
const LONGEST_KEY = 512;
/** include/net/tcp_states.h. */
const ESTABLISHED = 1;
const LISTEN = 10;

const updaters: ReadonlySet<string> = new Set(["BPF_PROG_TYPE_SK_REUSEPORT", "BPF_PROG_TYPE_SK_LOOKUP"]);

/** net/core/sock_map.c, v7.3: sockets whose data programs look at and send elsewhere. What is looked up is a reference. */
export abstract class SocketMap extends KernelMap {
  /** By the key in hexadecimal. */
  protected readonly sockets = new Map<string, Socket>();

  socketAt(key: Uint8Array): Socket | undefined {
    return this.sockets.get(toHex(key));
  }

  /** sock_map_update_common and sock_hash_update_common. */
  put(key: Uint8Array, socket: Socket, flags: bigint): MapResult {
    const refused = flags > BPF_EXIST ? "EINVAL" : this.refusePlace(key, flags);
    if (refused) return refused;
    this.sockets.set(toHex(key), socket);
    return undefined;
  }

  /** sock_map_update_elem, which has the socket by a pointer. */
  updateSocket(key: Uint8Array, socket: Socket, flags: bigint): MapResult {
    const state = socket.fields.number("state");
    if (socket.isTcp && state !== ESTABLISHED && state !== LISTEN) return "EOPNOTSUPP";
    return this.put(key, socket, flags);
  }

  /** sock_map_redirect_allowed: the socket that data may be sent to. */
  target(key: Uint8Array): Socket | undefined {
    const socket = this.socketAt(key);
    if (!socket) return undefined;
    const state = socket.fields.number("state");
    return (socket.isTcp ? state !== LISTEN : state === ESTABLISHED) ? socket : undefined;
  }

  override lookup(key: Uint8Array): Region | undefined {
    const socket = this.socketAt(key);
    return socket && this.kernel.references.hold(socket.pointer("sock", { fresh: true })).region;
  }

  override updateFromUser(_key: Uint8Array, _value: Uint8Array, _flags: bigint): MapResult {
    return "EBADF";
  }

  /** may_update_sockmap (kernel/bpf/verifier.c). */
  checkUpdate(): void {
    if (!updaters.has(this.kernel.program.programType)) this.#refuseContext();
  }

  override delete(key: Uint8Array): MapResult {
    const { programType } = this.kernel.program;
    if (programType !== "BPF_PROG_TYPE_SOCK_OPS" && !updaters.has(programType)) this.#refuseContext();
    return this.sockets.delete(toHex(key)) ? undefined : this.missing;
  }

  #refuseContext(): never {
    return this.kernel.fault("helper-argument", `cannot update sockmap in this context: ${this.name}`);
  }

  /** What a deletion gives that finds nothing. */
  protected abstract readonly missing: "EINVAL" | "ENOENT";

  /** Why no socket can be put in under a key. */
  protected abstract refusePlace(key: Uint8Array, flags: bigint): MapResult;
}

class SocketArray extends SocketMap {
  protected override readonly missing = "EINVAL";

  protected override refusePlace(key: Uint8Array, flags: bigint): MapResult {
    if (readUnsigned(key, 0, 4) >= BigInt(this.definition.maxEntries)) return "E2BIG";
    return checkExistence(this.socketAt(key) !== undefined, flags);
  }
}

class SocketHash extends SocketMap {
  protected override readonly missing = "ENOENT";

  /** sock_hash_alloc_elem: an element that takes the place of another is let in. */
  protected override refusePlace(key: Uint8Array, flags: bigint): MapResult {
    const isThere = this.socketAt(key) !== undefined;
    const refused = checkExistence(isThere, flags);
    return refused ?? (!isThere && this.sockets.size >= this.definition.maxEntries ? "E2BIG" : undefined);
  }
}

function checkSockets(definition: MapDefinition): MapRefusal | undefined {
  const { maxEntries, valueSize } = definition;
  if (maxEntries === 0) return invalid("it needs max_entries");
  if (!valueSizes.includes(valueSize)) return invalid("its value must have 4 or 8 bytes");
  return refuseFlags(definition, ["BPF_F_NUMA_NODE", "BPF_F_RDONLY", "BPF_F_WRONLY"]);
}

const notModelled = [
  "Sockets that user space puts in, but for the ends of a scenario's connection.",
  "What becomes of the data, and sockets that are closed.",
];

export const sockMap: MapType = {
  name: "BPF_MAP_TYPE_SOCKMAP",
  notModelled,
  /** sock_map_alloc. */
  check(definition) {
    if (definition.maxEntries > INT_MAX) return invalid("its max_entries are too many");
    if (definition.keySize !== 4) return invalid("its key must have 4 bytes");
    return checkSockets(definition);
  },
  create: (options) => new SocketArray(options),
};

export const sockHash: MapType = {
  name: "BPF_MAP_TYPE_SOCKHASH",
  notModelled,
  /** sock_hash_alloc. */
  check(definition) {
    if (definition.keySize === 0) return invalid("it needs a key");
    const refused = checkSockets(definition);
    return refused ?? (definition.keySize > LONGEST_KEY ? tooBig("its key is too long") : undefined);
  },
  create: (options) => new SocketHash(options),
};
