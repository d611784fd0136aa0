import { concatenate } from "../../bytes/concatenate.ts";
import { fromHex } from "../../bytes/hex.ts";
import type { PacketLayer } from "../../spec/example-spec.ts";
import { SetupSignal } from "../setup-problem.ts";
import { internetChecksum } from "./checksum.ts";
import { etherTypes, protocols } from "./protocol-numbers.ts";

type LayerName<Layer> = Layer extends unknown ? keyof Layer : never;
export type LayerKind = LayerName<PacketLayer>;
type FieldsIn<Layer, Kind extends LayerKind> = Layer extends Record<Kind, infer Fields> ? Fields : never;
export type LayerFields<Kind extends LayerKind> = FieldsIn<PacketLayer, Kind>;

/** What a layer is built from beside its own fields. */
export interface Surroundings {
  /** The bytes of all layers after this one. */
  readonly payload: Uint8Array;
  readonly next: LayerKind | undefined;
  /** The IPv4 layer right before this one, for checksums over its addresses. */
  readonly ipv4: LayerFields<"ipv4"> | undefined;
}

export interface LayerBuilder<Kind extends LayerKind> {
  /** The bytes of the layer itself, without its payload. */
  build(fields: LayerFields<Kind>, around: Surroundings): Uint8Array;
}

const defaultAddresses = { src: "10.0.0.1", dst: "10.0.0.2" };
const defaultMacs = { src: "02:00:00:00:00:01", dst: "02:00:00:00:00:02" };

/** Without an IPv4 layer: the first one for local experiments (IEEE 802 numbers). */
const experimentalEtherType = 0x88b5;

/** For experiments (RFC 3692). */
const experimentalProtocol = 253;

/** Bytes of a dotted IPv4 address, in network order. */
export function ipv4Bytes(address: string): Uint8Array {
  const parts = /^\d{1,3}(\.\d{1,3}){3}$/.test(address) ? address.split(".").map(Number) : [];
  if (parts.length === 0 || parts.some((part) => part > 255)) {
    throw new SetupSignal(`"${address}" is no IPv4 address`, [], "Write four numbers up to 255: 10.0.0.2.");
  }
  return Uint8Array.from(parts);
}

const macBytes = (address: string): Uint8Array =>
  Uint8Array.from(address.split(":"), (byte) => Number.parseInt(byte, 16));

function protocolNumber(fields: LayerFields<"ipv4">, next: LayerKind | undefined): number {
  if (typeof fields.proto === "number") return fields.proto;
  if (fields.proto) return protocols[fields.proto];
  return next === "esp" || next === "udp" ? protocols[next] : experimentalProtocol;
}

function ethernet(fields: LayerFields<"eth">, { next }: Surroundings): Uint8Array {
  const header = new Uint8Array(14);
  header.set(macBytes(fields.dst ?? defaultMacs.dst), 0);
  header.set(macBytes(fields.src ?? defaultMacs.src), 6);
  new DataView(header.buffer).setUint16(12, fields.type ?? (next === "ipv4" ? etherTypes.ipv4 : experimentalEtherType));
  return header;
}

/** RFC 791. Options, where `ihl` is above five, are zeros; a header never takes less than 20 bytes, whatever `ihl` says. */
function ipv4(fields: LayerFields<"ipv4">, { next, payload }: Surroundings): Uint8Array {
  const ihl = fields.ihl ?? 5;
  const header = new Uint8Array(Math.max(20, 4 * ihl));
  const view = new DataView(header.buffer);
  view.setUint8(0, (4 << 4) | ihl);
  view.setUint16(2, fields.total_length ?? header.length + payload.length);
  view.setUint8(8, fields.ttl ?? 64);
  view.setUint8(9, protocolNumber(fields, next));
  header.set(ipv4Bytes(fields.src ?? defaultAddresses.src), 12);
  header.set(ipv4Bytes(fields.dst ?? defaultAddresses.dst), 16);
  view.setUint16(10, internetChecksum(header));
  return header;
}

/** RFC 4303, section 2: the two words before the payload. */
function esp(fields: LayerFields<"esp">): Uint8Array {
  const header = new Uint8Array(8);
  const view = new DataView(header.buffer);
  view.setUint32(0, fields.spi);
  view.setUint32(4, fields.seq);
  return header;
}

/** RFC 768; the checksum covers the pseudo header and is left out (zero) where no IPv4 layer stands before. */
function udp(fields: LayerFields<"udp">, { ipv4, payload }: Surroundings): Uint8Array {
  const header = new Uint8Array(8);
  const view = new DataView(header.buffer);
  const length = header.length + payload.length;
  view.setUint16(0, fields.src ?? 1024);
  view.setUint16(2, fields.dst ?? 1024);
  view.setUint16(4, length);
  if (!ipv4) return header;
  const addresses = [ipv4Bytes(ipv4.src ?? defaultAddresses.src), ipv4Bytes(ipv4.dst ?? defaultAddresses.dst)];
  const pseudo = Uint8Array.of(0, protocols.udp, length >> 8, length & 0xff);
  const checksum = internetChecksum(concatenate([...addresses, pseudo, header, payload]));
  view.setUint16(6, checksum === 0 ? 0xffff : checksum);
  return header;
}

/** Every layer a packet can have, by its key in the scenario. */
export const layerBuilders: { readonly [Kind in LayerKind]: LayerBuilder<Kind> } = {
  eth: { build: ethernet },
  ipv4: { build: ipv4 },
  esp: { build: esp },
  udp: { build: udp },
  bytes: { build: (hex) => fromHex(hex) ?? new Uint8Array(0) },
  zeros: { build: (count) => new Uint8Array(count) },
};
