import type { Region } from "../../vm/memory.ts";
import type { Socket } from "./socket.ts";

/** The sockets that pointers of a program can lead to. */
export class Sockets {
  readonly #byRegion = new Map<Region, Socket>();

  /** Makes a socket known by its memory. Sockets do this themselves. */
  add(socket: Socket, regions: readonly Region[]): void {
    for (const region of regions) this.#byRegion.set(region, socket);
  }

  /** The socket that a region, or a view of it, belongs to. */
  at(region: Region): Socket | undefined {
    return this.#byRegion.get(region) ?? (region.over && this.at(region.over.region));
  }
}
