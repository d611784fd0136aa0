import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import type { BtfObject } from "./btf-object.ts";
import type { Socket, SocketView } from "./socket.ts";

/** The sockets that pointers of a program can lead to. */
export class Sockets {
  readonly #byRegion = new Map<Region, Socket>();

  readonly #derived = new Map<Region, readonly Region[]>();
  #count = 0;

  /** Makes a socket known by its memory. Sockets do this themselves. Hands back its cookie: they are counted. */
  add(socket: Socket, regions: readonly Region[]): number {
    for (const region of regions) this.#byRegion.set(region, socket);
    return ++this.#count;
  }

  /** Gives the program a reference: a pointer of its own. */
  acquire({ references, memory }: Kernel, socket: Socket, view: SocketView): bigint {
    return memory.addressOf(references.hold(socket.pointer(view, { fresh: true })).region, 0);
  }

  /** Another pointer to the same socket; it dies with the reference that it was made from. */
  derive({ memory, references }: Kernel, from: Region, view: SocketView): bigint {
    const socket = this.at(from);
    if (!socket) throw new RangeError("the region is no socket's");
    const isHeld = references.find(from) !== undefined;
    return memory.addressOf(this.#keep(from, socket.pointer(view, { fresh: isHeld })), 0);
  }

  /** The same for the struct that a socket is. */
  deriveObject({ memory }: Kernel, from: Region, object: BtfObject): bigint {
    return memory.addressOf(this.#keep(from, object.newReference()), 0);
  }

  #keep(from: Region, region: Region): Region {
    this.#derived.set(from, [...(this.#derived.get(from) ?? []), region]);
    return region;
  }

  /** Takes a reference back, and whatever was derived from it. */
  release({ references, memory, slot }: Kernel, region: Region): void {
    for (const each of this.#derived.get(region) ?? []) memory.release(each, slot);
    references.release({ region });
  }

  /** The socket that a region, or a view of it, belongs to. */
  at(region: Region): Socket | undefined {
    return this.#byRegion.get(region) ?? (region.over && this.at(region.over.region));
  }
}
