import { expect, test } from "vitest";
import type { PacketLayer } from "../../src/core/spec/example-spec.ts";
import { globalWords, kernelWords, layerWords, packetWords } from "../../src/site/view/input-words.ts";

test.each<[PacketLayer, string]>([
  [{ eth: {} }, "Ethernet"],
  [{ eth: { type: 0x0800 } }, "Ethernet (type 0x800)"],
  [{ ipv4: { dst: "10.0.0.2", total_length: 40 } }, "IPv4 (dst 10.0.0.2, total length 40)"],
  [{ esp: { spi: 0x1234, seq: 1 } }, "ESP (SPI 0x1234, seq 1)"],
  [{ udp: { dst: 53 } }, "UDP (dst 53)"],
  [{ zeros: 1 }, "1 zero byte"],
  [{ bytes: "0a0b" }, "bytes 0a0b"],
])("the layer %j", (layer, words) => expect(layerWords(layer)).toBe(words));

test("a packet with how it is cut", () => {
  const words = packetWords({
    name: "a",
    summary: "b",
    packet: [{ eth: {} }, { zeros: 46 }],
    packet_length: 20,
    linear_length: 14,
    expect: {},
  });
  expect(words).toEqual([
    "Packet: Ethernet / 46 zero bytes",
    "Cut to 20 bytes",
    "14 bytes in the linear part, the rest in fragments",
  ]);
});

test("kernel state", () => {
  const state = { family: "AF_INET", proto: "IPPROTO_ESP", daddr: "10.0.0.2", spi: 255, netns_id: 3 } as const;
  expect(kernelWords({ xfrm_states: [state], netns_ids: [3] })).toEqual([
    "XFRM state: ESP to 10.0.0.2, SPI 0xff, in network namespace 3, no extended sequence numbers",
    "Network namespace with id 3",
  ]);
  expect(kernelWords()).toEqual([]);
});

test("global variables", () =>
  expect(globalWords({ window: 99, name: "XDP_DROP" })).toEqual(["window = 99", "name = XDP_DROP"]));
