import { describe, expect, test } from "vitest";
import { findMember, sizeOf } from "../../../../src/core/btf/layout.ts";
import { fromHex } from "../../../../src/core/bytes/hex.ts";
import { buildPacket } from "../../../../src/core/emulator/packet/build-packet.ts";
import { dissectPacket, networkHeader } from "../../../../src/core/emulator/packet/dissect.ts";
import { headers, ipv6Text } from "../../../../src/core/emulator/packet/headers.ts";
import { kernelBtf as btf } from "../../../drivers/kernel-btf.ts";

const hexBytes = (...parts: string[]) => fromHex(parts.join("").replace(/\s/g, "")) ?? new Uint8Array(0);

function textOf(bytes: Uint8Array, first: Parameters<typeof dissectPacket>[1] = "eth"): string[] {
  const layers = dissectPacket((offset) => bytes[offset], first, 0, bytes.length);
  return layers.flatMap(({ fields }) => fields.map(({ path, offset, text }) => `${offset} ${path} ${text}`));
}

const ethernet = (type: string) => `020000000002 020000000001 ${type}`;

describe("a packet by its headers", () => {
  test("reads back what a scenario's layers are built of", () => {
    const bytes = buildPacket([{ eth: {} }, { ipv4: { dst: "10.0.0.9", ttl: 3 } }, { udp: { dst: 53 } }, { zeros: 5 }]);
    expect(textOf(bytes)).toEqual(
      expect.arrayContaining([
        "0 eth.h_dest 02:00:00:00:00:02",
        "12 eth.h_proto 0x0800 (ipv4)",
        "14 ipv4.ihl 5",
        "16 ipv4.tot_len 33",
        "22 ipv4.ttl 3",
        "23 ipv4.protocol 17 (udp)",
        "30 ipv4.daddr 10.0.0.9",
        "36 udp.dest 53",
        "42 payload 5 bytes",
      ]),
    );
  });

  test("goes through VLAN tags, IPv6 and the options of TCP", () => {
    const tcp = "01bb c350 00000001 00000002 6012 ffff abcd 0000 02040218";
    const ipv6 = `6b 112345 0018 06 40 ${"20010db8 00000000 00000000 00000001"} ${"fe80".padEnd(32, "0")}`;
    expect(textOf(hexBytes(ethernet("88a8"), "a00a 8100", "1014 86dd", ipv6, tcp))).toEqual([
      "0 eth.h_dest 02:00:00:00:00:02",
      "6 eth.h_source 02:00:00:00:00:01",
      "12 eth.h_proto 0x88a8 (vlan-service)",
      "14 vlan.priority 5",
      "14 vlan.drop eligible 0",
      "14 vlan.id 10",
      "16 vlan.h_vlan_encapsulated_proto 0x8100 (vlan)",
      "18 vlan.priority 0",
      "18 vlan.drop eligible 1",
      "18 vlan.id 20",
      "20 vlan.h_vlan_encapsulated_proto 0x86dd (ipv6)",
      "22 ipv6.version 6",
      "22 ipv6.traffic class 177",
      "23 ipv6.flow label 74565",
      "26 ipv6.payload_len 24",
      "28 ipv6.nexthdr 6 (tcp)",
      "29 ipv6.hop_limit 64",
      "30 ipv6.saddr 2001:db8::1",
      "46 ipv6.daddr fe80::",
      "62 tcp.source 443",
      "64 tcp.dest 50000",
      "66 tcp.seq 1",
      "70 tcp.ack_seq 2",
      "74 tcp.doff 6",
      "75 tcp.flags syn ack",
      "76 tcp.window 65535",
      "78 tcp.check 0xabcd",
      "80 tcp.urg_ptr 0",
    ]);
  });

  test("stops at the end of the packet, in the middle of a header, and at what it does not know", () => {
    expect(textOf(hexBytes(ethernet("0800"), "4500"))).toEqual([
      "0 eth.h_dest 02:00:00:00:00:02",
      "6 eth.h_source 02:00:00:00:00:01",
      "12 eth.h_proto 0x0800 (ipv4)",
      "14 ipv4.version 4",
      "14 ipv4.ihl 5",
      "15 ipv4.tos 0x00",
    ]);
    expect(textOf(hexBytes(ethernet("88b5"), "01")).at(-1)).toBe("14 payload 1 byte");
  });

  test("finds no ports in a later fragment, and the network header by its version", () => {
    const later = hexBytes("4500 0018 0000 2001 40 11 0000 0a000001 0a000002 ffffffff");
    expect(networkHeader((offset) => later[offset], 0)).toBe("ipv4");
    expect(networkHeader(() => 0x60, 0)).toBe("ipv6");
    expect(textOf(later, "ipv4").slice(-3)).toEqual([
      "12 ipv4.saddr 10.0.0.1",
      "16 ipv4.daddr 10.0.0.2",
      "20 payload 4 bytes",
    ]);
  });
});

/** The kernel's structs of the headers. */
const structs = {
  eth: "ethhdr",
  vlan: "vlan_hdr",
  ipv4: "iphdr",
  ipv6: "ipv6hdr",
  tcp: "tcphdr",
  udp: "udphdr",
  icmp: "icmphdr",
  esp: "ip_esp_hdr",
  ah: "ip_auth_hdr",
} as const;

test.each(Object.entries(structs))("the members of %s stand where struct %s has them", (name, struct) => {
  const id = btf.find("struct", struct) ?? 0;
  const whole = headers[name as keyof typeof structs].fields.filter(({ bits }) => !bits);
  const placed = whole.flatMap(({ name: path, offset, size }) => {
    const place = findMember(btf, id, path);
    return place ? [[path, offset, size, place.bitOffset / 8, sizeOf(btf, place.type)]] : [];
  });
  expect(placed.length).toBeGreaterThan(0);
  for (const [path, offset, size, start, length] of placed) expect([path, offset, size]).toEqual([path, start, length]);
});

test.each([
  [[0, 0, 0, 0, 0, 0, 0, 0], "::"],
  [[0, 0, 0, 0, 0, 0, 0, 1], "::1"],
  [[1, 0, 0, 2, 0, 0, 0, 3], "1:0:0:2::3"],
  [[1, 0, 2, 3, 4, 5, 6, 0x10], "1:0:2:3:4:5:6:10"],
  [[0x10, 0, 0, 2, 3, 4, 5, 6], "10::2:3:4:5:6"],
])("the IPv6 address %j is written %s", (groups, text) => {
  expect(ipv6Text(groups.flatMap((group) => [group >> 8, group & 255]))).toBe(text);
});
