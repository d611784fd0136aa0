import { counted } from "../../words/counted.ts";
import { type Header, type HeaderField, type HeaderName, headers } from "./headers.ts";

/** A member of a packet's header as it stands. */
export interface DissectedField {
  /** `ipv4.ttl` */
  readonly path: string;
  readonly name: string;
  /** From the start of the bytes that were dissected. */
  readonly offset: number;
  readonly size: number;
  readonly text: string;
}

export interface DissectedLayer {
  readonly title: string;
  readonly offset: number;
  /** In bytes; less than the header has where the packet ends in it. */
  readonly size: number;
  readonly fields: readonly DissectedField[];
}

/** Packets within packets are followed so far. */
const MOST_LAYERS = 12;

/** The byte at an offset; undefined where the packet has ended. */
export type ByteAt = (offset: number) => number | undefined;

function bytesOf({ offset, size }: HeaderField, start: number, at: ByteAt): number[] | undefined {
  const bytes = Array.from({ length: size }, (_, index) => at(start + offset + index));
  return bytes.includes(undefined) ? undefined : (bytes as number[]);
}

function numberOf({ bits }: HeaderField, bytes: readonly number[]): number {
  const whole = bytes.reduce((value, byte) => 256 * value + byte, 0);
  return bits ? Math.floor(whole / 2 ** bits.shift) % 2 ** bits.width : whole;
}

function layerOf(name: HeaderName, header: Header, start: number, length: number, at: ByteAt): DissectedLayer {
  const fields = header.fields.flatMap((field) => {
    const bytes = bytesOf(field, start, at);
    if (!bytes) return [];
    const value = numberOf(field, bytes);
    const text = field.print?.(value, bytes) ?? String(value);
    return [{ path: `${name}.${field.name}`, name: field.name, offset: start + field.offset, size: field.size, text }];
  });
  return { title: header.title, offset: start, size: length, fields };
}

const payload = (offset: number, size: number): DissectedLayer => {
  const text = counted(size, "byte");
  return { title: "Payload", offset, size, fields: [{ path: "payload", name: "payload", offset, size, text }] };
};

/**
 * The headers of a packet one after the other, and what is left as its payload. `first` is what it begins with, at `start`;
 * `size` is where it ends.
 */
export function dissectPacket(at: ByteAt, first: HeaderName, start: number, size: number): DissectedLayer[] {
  const layers: DissectedLayer[] = [];
  let name: HeaderName | undefined = first;
  let offset = start;
  while (name !== undefined && offset < size && layers.length < MOST_LAYERS) {
    const header: Header = headers[name];
    const begin = offset;
    const read = (field: string) => {
      const found = header.fields.find((each) => each.name === field);
      const bytes = found && bytesOf(found, begin, at);
      return found && bytes ? numberOf(found, bytes) : -1;
    };
    const end = Math.min(size, begin + header.length(read));
    layers.push(layerOf(name, header, begin, end - begin, at));
    name = header.next?.(read);
    offset = end;
  }
  return offset < size ? [...layers, payload(offset, size - offset)] : layers;
}

/** What a packet without an Ethernet header begins with: the version says it. */
export const networkHeader = (at: ByteAt, start: number): HeaderName => ((at(start) ?? 0) >> 4 === 6 ? "ipv6" : "ipv4");
