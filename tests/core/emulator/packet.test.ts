import { describe, expect, test } from "vitest";
import { toHex } from "../../../src/core/bytes/hex.ts";
import { buildPacket, packetParts } from "../../../src/core/emulator/packet/build-packet.ts";
import { internetChecksum } from "../../../src/core/emulator/packet/checksum.ts";
import { SetupSignal } from "../../../src/core/emulator/setup-problem.ts";
import type { PacketLayer, Scenario } from "../../../src/core/spec/example-spec.ts";

const eth = "020000000002" + "020000000001";

/** Layers and the bytes that they make. */
const packets: readonly { readonly name: string; readonly layers: readonly PacketLayer[]; readonly hex: string }[] = [
  { name: "Ethernet alone", layers: [{ eth: {} }], hex: `${eth}88b5` },
  {
    name: "an EtherType by the next layer",
    layers: [{ eth: {} }, { ipv4: {} }],
    hex: `${eth}0800${"4500001400000000" + "40fd65eb" + "0a000001" + "0a000002"}`,
  },
  {
    name: "addresses and type as given",
    layers: [{ eth: { dst: "ff:ff:ff:ff:ff:ff", src: "02:00:00:00:00:09", type: 0x86dd } }],
    hex: `ffffffffffff02000000000986dd`,
  },
  {
    name: "the protocol by the next layer",
    layers: [{ ipv4: {} }, { esp: { spi: 0x1234, seq: 7 } }],
    hex: "4500001c000000004032" + "66ae" + "0a0000010a000002" + "0000123400000007",
  },
  {
    name: "options as zeros",
    layers: [{ ipv4: { ihl: 6 } }],
    hex: "460000180000000040fd" + "64e7" + "0a0000010a000002" + "00000000",
  },
  {
    name: "a header length that lies",
    layers: [{ ipv4: { ihl: 2, total_length: 3, proto: 1, ttl: 1 } }],
    hex: "420000030000000001" + "01" + "a8f8" + "0a0000010a000002",
  },
  {
    name: "a UDP checksum over the addresses",
    layers: [{ ipv4: { src: "10.0.0.1", dst: "10.0.0.2" } }, { udp: { src: 53, dst: 53 } }, { bytes: "6869" }],
    hex: "4500001e00000000401166cd0a0000010a000002" + "00350035000a" + "8304" + "6869",
  },
  { name: "UDP without addresses to sum", layers: [{ udp: {} }], hex: "0400040000080000" },
  { name: "raw bytes and zeros", layers: [{ bytes: "de ad\nBE EF" }, { zeros: 2 }], hex: "deadbeef0000" },
  { name: "nothing", layers: [], hex: "" },
];

describe("buildPacket", () => {
  test.each(packets)("$name", ({ layers, hex }) => {
    expect(toHex(buildPacket(layers))).toBe(hex);
  });

  test("gives IPv4 headers that sum to zero", () => {
    const bytes = buildPacket([{ ipv4: { ihl: 15, src: "1.2.3.4" } }, { zeros: 99 }]);
    expect(internetChecksum(bytes.subarray(0, 60))).toBe(0);
  });

  test("gives UDP datagrams that sum to zero with their pseudo header", () => {
    const bytes = buildPacket([{ ipv4: {} }, { udp: { src: 1, dst: 2 } }, { bytes: "010203" }]);
    const pseudo = [...bytes.subarray(12, 20), 0, 17, 0, 11];
    expect(internetChecksum(Uint8Array.from([...pseudo, ...bytes.subarray(20)]))).toBe(0);
  });
});

const scenario = (fields: Partial<Scenario>): Scenario => ({ name: "test", summary: "A test.", expect: {}, ...fields });

describe("packetParts", () => {
  test.each([
    { fields: { packet: [{ zeros: 60 }] }, frags: false, linear: 60, fragments: [] },
    { fields: { packet: [{ zeros: 60 }], linear_length: 20 }, frags: true, linear: 20, fragments: [40] },
    { fields: { packet: [{ zeros: 60 }], linear_length: 60 }, frags: false, linear: 60, fragments: [] },
    { fields: { packet: [{ zeros: 60 }], packet_length: 14 }, frags: false, linear: 14, fragments: [] },
    {
      fields: { packet: [{ eth: {} }, { ipv4: {} }, { udp: {} }, { eth: {} }, { ipv4: {} }] },
      frags: false,
      linear: 76,
      fragments: [],
    },
    { fields: { packet: [{ zeros: 3520 }] }, frags: false, linear: 3520, fragments: [] },
    { fields: { packet: [{ zeros: 9000 }] }, frags: true, linear: 3520, fragments: [4096, 1384] },
  ])("$fields", ({ fields, frags, linear, fragments }) => {
    const parts = packetParts(scenario(fields as Partial<Scenario>), frags);
    expect(parts.linear.length).toBe(linear);
    expect(parts.fragments.map(({ length }) => length)).toEqual(fragments);
  });

  /** What can't be handed to XDP, and where the scenario says so. */
  test.each([
    { fields: {}, frags: true, path: [], message: "no packet" },
    { fields: { packet: [] }, frags: true, path: ["packet"], message: "0 bytes does not reach XDP" },
    {
      fields: { packet: [{ zeros: 60 }], packet_length: 13 },
      frags: true,
      path: ["packet_length"],
      message: "13 bytes",
    },
    {
      fields: { packet: [{ zeros: 60 }], packet_length: 61 },
      frags: true,
      path: ["packet_length"],
      message: "can't be cut",
    },
    {
      fields: { packet: [{ zeros: 60 }], linear_length: 20 },
      frags: false,
      path: ["linear_length"],
      message: "has fragments",
    },
    {
      fields: { packet: [{ zeros: 60 }], linear_length: 3521 },
      frags: true,
      path: ["linear_length"],
      message: "does not fit",
    },
    {
      fields: { packet: [{ zeros: 60 }], linear_length: 61 },
      frags: true,
      path: ["linear_length"],
      message: "has 60 bytes and can't have 61",
    },
    {
      fields: { packet: [{ ipv4: {} }, { eth: {} }, { zeros: 60 }] },
      frags: true,
      path: ["packet", 1],
      message: "eth stands after ipv4",
    },
    {
      fields: { packet: [{ eth: {} }, { esp: { spi: 1, seq: 1 } }, { ipv4: {} }] },
      frags: true,
      path: ["packet", 2],
      message: "ipv4 stands after esp",
    },
    { fields: { packet: [{ zeros: 3521 }] }, frags: false, path: ["packet"], message: "too long" },
    { fields: { packet: [{ zeros: 65535 }, { zeros: 65535 }] }, frags: true, path: ["packet"], message: "too long" },
  ])("refuses $fields ($message)", ({ fields, frags, path, message }) => {
    const build = () => packetParts(scenario(fields as Partial<Scenario>), frags);
    expect(build).toThrow(SetupSignal);
    expect(build).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({ path, message: expect.stringContaining(message) }),
      }),
    );
  });
});
