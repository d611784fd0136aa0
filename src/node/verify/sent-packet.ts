import { toHex } from "../../core/bytes/hex.ts";
import { packetParts } from "../../core/emulator/packet/build-packet.ts";
import { SetupSignal } from "../../core/emulator/setup-problem.ts";
import type { Scenario } from "../../core/spec/example-spec.ts";

/** The packet that a run was given. */
export interface SentPacket {
  /** Whole, in hexadecimal. */
  readonly hex: string;
  /** Bytes in the linear part. */
  readonly linearLength: number;
}

/** Undefined for a scenario without a packet, and for one whose packet is not possible. */
export function sentPacket(scenario: Scenario): SentPacket | undefined {
  if (!scenario.packet) return undefined;
  try {
    const { linear, fragments } = packetParts(scenario, true);
    return { hex: [linear, ...fragments].map(toHex).join(""), linearLength: linear.length };
  } catch (error) {
    if (error instanceof SetupSignal) return undefined;
    throw error;
  }
}
