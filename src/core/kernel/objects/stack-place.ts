import type { Region } from "../../vm/memory.ts";
import { counted } from "../../words/counted.ts";
import type { Kernel } from "../kernel.ts";

/** The verifier tracks the stack in slots of so many bytes; what it keeps there takes whole ones. */
const SLOT = 8;

/**
 * Bytes of the program's stack that the verifier keeps something in: a dynptr, an iterator, an IRQ flag. The program may not
 * read them, so they count as never written.
 */
export class StackPlace {
  readonly region: Region;
  /** From the start of the region, in bytes. */
  readonly start: number;
  readonly length: number;
  readonly #life: number | undefined;

  constructor(region: Region, start: number, length: number) {
    this.region = region;
    this.start = start;
    this.length = length;
    this.#life = region.life;
  }

  /** Whether the function whose frame it is in still runs. */
  get isLive(): boolean {
    return this.region.life === this.#life && this.region.releasedAt === undefined;
  }

  startsAt(region: Region, offset: number): boolean {
    return this.isLive && this.region === region && this.start === offset;
  }

  touches(region: Region, offset: number, size: number): boolean {
    const { start, length } = this;
    return this.isLive && this.region === region && offset < start + length && offset + size > start;
  }

  /** Keeps the program from reading what was written there. */
  hide(): void {
    this.region.initialised?.fill(0, this.start, this.start + this.length);
  }
}

/** The place that an argument points to, or why it can't be one. */
export function stackPlaceAt({ memory }: Kernel, address: bigint, length: number): StackPlace | string {
  const location = memory.locate(address);
  if (!location) return "gets a number that is no pointer";
  const { region, offset } = location;
  if (region.kind !== "stack" || region.over) return `gets a pointer to ${region.name}`;
  if (offset % SLOT !== 0) return `gets ${region.name} at offset ${offset}, which is not aligned to ${SLOT} bytes`;
  if (offset < 0 || offset + length > region.size)
    return `it has no room for its ${counted(length, "byte")} at offset ${offset}`;
  return new StackPlace(region, offset, length);
}
