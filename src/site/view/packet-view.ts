import { fromHex, hexdump } from "../../core/bytes/hex.ts";
import type { Outcome } from "../../core/emulator/outcome.ts";
import { counted } from "../../core/words/counted.ts";

export interface PacketView {
  /** Bytes, and how they lie where they are not in one piece. */
  readonly caption: string;
  readonly before: string;
  /** Present where the run changed a byte. */
  readonly after?: string;
}

/** The packet of a run as hexdumps. */
export function packetView(packet: NonNullable<Outcome["packet"]>): PacketView {
  const bytes = fromHex(packet.before) ?? new Uint8Array();
  const after = fromHex(packet.after) ?? new Uint8Array();
  const length = counted(bytes.length, "byte");
  const caption = packet.linearLength < bytes.length ? `${length}, ${packet.linearLength} in the linear part` : length;
  const changed = packet.after !== packet.before;
  return { caption, before: hexdump(bytes), ...(changed ? { after: hexdump(after) } : {}) };
}
