import { type DissectedLayer, dissectPacket, networkHeader } from "../../../core/emulator/packet/dissect.ts";
import type { ShownRegion } from "./machine-state.ts";

/** The headers of a packet as it stands; none of memory that is no packet, or that does not begin with a header. */
export function packetLayers({ about: { packet }, bytes, size }: ShownRegion): readonly DissectedLayer[] {
  if (!packet) return [];
  const at = (offset: number) => bytes.get(offset);
  const first = packet.begins === "ethernet" ? "eth" : networkHeader(at, packet.offset);
  return dissectPacket(at, first, packet.offset, size);
}

/** The member of a header that begins at an offset, or the whole of what does: `ipv4.daddr`, `UDP`. */
export function packetPlace(region: ShownRegion, offset: number): string | undefined {
  const layers = packetLayers(region);
  const begun = layers.find((layer) => layer.offset === offset);
  if (begun) return begun.title;
  return layers.flatMap(({ fields }) => fields).find((field) => field.offset === offset)?.path;
}
