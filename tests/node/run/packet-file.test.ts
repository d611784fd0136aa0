import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/node/reports/usage-error.ts";
import { readPackets } from "../../../src/node/run/packet-file.ts";
import { temporaryFolder } from "../../drivers/temporary-folder.ts";

interface Capture {
  readonly magic?: number;
  readonly isLittle?: boolean;
  readonly linkType?: number;
}

/** A capture as libpcap saves it. */
function capture(packets: readonly Uint8Array[], { magic = 0xa1b2c3d4, isLittle = true, linkType = 1 }: Capture = {}) {
  const numbers = (...values: readonly number[]) => {
    const bytes = new Uint8Array(4 * values.length);
    const view = new DataView(bytes.buffer);
    for (const [index, value] of values.entries()) view.setUint32(4 * index, value, isLittle);
    return bytes;
  };
  const version = isLittle ? 0x00040002 : 0x00020004;
  const records = packets.flatMap((packet) => [numbers(1, 2, packet.length, packet.length + 7), packet]);
  return Buffer.concat([numbers(magic, version, 0, 0, 65535, linkType), ...records]);
}

function write(name: string, bytes: Uint8Array): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

const packets = [Uint8Array.of(1, 2, 3), Uint8Array.of(), new Uint8Array(1500).fill(7)];
const plain = (read: readonly Uint8Array[]) => read.map((bytes) => [...bytes]);

describe("the packets of a capture", () => {
  test.each<Capture>([
    {},
    { isLittle: false },
    { magic: 0xa1b23c4d },
    { magic: 0xa1b23c4d, isLittle: false },
    // The upper bits say that frames end in a checksum.
    { linkType: 0x24000001 },
  ])("are read in order: %o", (kind) =>
    expect(plain(readPackets(write("in.pcap", capture(packets, kind))))).toEqual(plain(packets)),
  );

  test.each([
    ["an empty file", new Uint8Array(), "is no capture"],
    ["another format", Buffer.alloc(64, 1), "is no capture of libpcap's"],
    ["frames of another link", capture(packets, { linkType: 113 }), "holds no Ethernet frames"],
    ["an object", Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1), "is an ELF object, not a packet"],
    ["another kind of capture", Uint8Array.of(0x0a, 0x0d, 0x0d, 0x0a), "is a capture in pcapng"],
    ["no packet", capture([]), "holds no packet"],
    ["a record cut short", capture(packets).subarray(0, 24 + 10), "ends within a record"],
    ["a packet cut short", capture(packets).subarray(0, 24 + 16 + 2), "ends within a packet"],
  ])("are refused with the reason: %s", (_, bytes, reason) => {
    const path = write("in.pcap", bytes);
    expect(() => readPackets(path)).toThrow(UsageError);
    expect(() => readPackets(path)).toThrow(reason);
  });
});

test("a file of another name is one frame", () =>
  expect(plain(readPackets(write("frame.bin", Uint8Array.of(9, 8))))).toEqual([[9, 8]]));

test("a file that is not there is the caller's mistake", () =>
  expect(() => readPackets("/no/such.pcap")).toThrow("There is no /no/such.pcap"));
