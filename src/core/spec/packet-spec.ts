import { z } from "zod";
import { hexBytes, integer, ipv4, mac, u8, u16, u32 } from "./scalars.ts";

/**
 * One layer of a packet; lengths, checksums and next-protocol fields that are not given are computed from the layers
 * that follow. `bytes` is hexadecimal, `zeros` a number of zero bytes.
 */
export const packetLayerSchema = z.union([
  z.strictObject({ eth: z.strictObject({ dst: mac, src: mac, type: u16 }).partial().describe("An Ethernet header.") }),
  z.strictObject({
    ipv4: z
      .strictObject({
        src: ipv4,
        dst: ipv4,
        proto: z.union([z.enum(["icmp", "tcp", "udp", "esp", "ah"]), u8]),
        ttl: u8,
        ihl: integer.min(0).max(15),
        total_length: u16,
      })
      .partial()
      .describe("An IPv4 header."),
  }),
  z.strictObject({ esp: z.strictObject({ spi: u32, seq: u32 }).describe("An ESP header.") }),
  z.strictObject({
    udp: z.strictObject({ src: u16, dst: u16 }).partial().describe("A UDP header; src and dst are ports."),
  }),
  z.strictObject({ bytes: hexBytes.describe("Bytes in hexadecimal.") }),
  z.strictObject({ zeros: integer.min(1).max(65535).describe("So many bytes of zero.") }),
]);

export type PacketLayer = z.infer<typeof packetLayerSchema>;
