import { concatenate } from "../../bytes/concatenate.ts";
import type { PacketLayer, Scenario } from "../../spec/example-spec.ts";
import { SetupSignal } from "../setup-problem.ts";
import { type LayerBuilder, type LayerFields, type LayerKind, layerBuilders } from "./layers.ts";

/** A packet as a device hands it to XDP: a linear part and, behind it, fragments. */
export interface PacketParts {
  readonly linear: Uint8Array;
  readonly fragments: readonly Uint8Array[];
}

const ETH_HLEN = 14;
/** A page less XDP_PACKET_HEADROOM and the aligned struct skb_shared_info: the most a linear part can hold. */
const MAX_LINEAR = 4096 - 256 - 320;
const FRAGMENT_SIZE = 4096;
/** CONFIG_MAX_SKB_FRAGS, its default. */
const MAX_FRAGMENTS = 17;

const kindOf = (layer: PacketLayer | undefined): LayerKind | undefined =>
  layer && (Object.keys(layer)[0] as LayerKind | undefined);

function buildLayer<Kind extends LayerKind>(
  kind: Kind,
  layers: readonly PacketLayer[],
  index: number,
  payload: Uint8Array,
): Uint8Array {
  const builder: LayerBuilder<Kind> = layerBuilders[kind];
  const before = layers[index - 1];
  return builder.build((layers[index] as Record<Kind, LayerFields<Kind>>)[kind], {
    payload,
    next: kindOf(layers[index + 1]),
    ipv4: before && "ipv4" in before ? before.ipv4 : undefined,
  });
}

/** The bytes of a packet, its layers from the outermost in; built from the last so that each knows its payload. */
export function buildPacket(layers: readonly PacketLayer[]): Uint8Array {
  return layers.reduceRight<Uint8Array>((payload, layer, index) => {
    const kind = kindOf(layer);
    return kind ? concatenate([buildLayer(kind, layers, index, payload), payload]) : payload;
  }, new Uint8Array(0));
}

function cut(bytes: Uint8Array, length: number | undefined): Uint8Array {
  if (length === undefined) return bytes;
  if (length <= bytes.length) return bytes.slice(0, length);
  throw new SetupSignal(
    `The packet has ${bytes.length} bytes and can't be cut to ${length}`,
    ["packet_length"],
    "Leave `packet_length` out, or add `zeros` at the end of the packet.",
  );
}

function linearLength(length: number, scenario: Scenario, fragmentsAllowed: boolean): number {
  if (scenario.linear_length === undefined) return Math.min(length, fragmentsAllowed ? MAX_LINEAR : length);
  if (scenario.linear_length > MAX_LINEAR) {
    throw new SetupSignal(
      `A linear part of ${scenario.linear_length} bytes does not fit a page`,
      ["linear_length"],
      `At most ${MAX_LINEAR} bytes are linear.`,
    );
  }
  if (scenario.linear_length > length) {
    throw new SetupSignal(
      `The packet has ${length} bytes and can't have ${scenario.linear_length} in its linear part`,
      ["linear_length"],
      "Leave `linear_length` out, or add `zeros` at the end of the packet.",
    );
  }
  return scenario.linear_length;
}

/** How far in a header stands; layers of bytes can be anything anywhere. */
const depths: Partial<Record<LayerKind, number>> = { eth: 0, ipv4: 1, udp: 2, esp: 2 };

/** The first header of each kind stands in its order; what is inside a tunnel may begin anew. */
function checkOrder(layers: readonly PacketLayer[]): void {
  const seen: LayerKind[] = [];
  for (const [index, layer] of layers.entries()) {
    const kind = kindOf(layer);
    const depth = kind && depths[kind];
    if (kind === undefined || depth === undefined || seen.includes(kind)) continue;
    const deeper = seen.find((other) => (depths[other] ?? 0) > depth);
    if (deeper !== undefined) {
      const message = `The layer ${kind} stands after ${deeper}, but a packet begins with its outermost header`;
      throw new SetupSignal(message, ["packet", index], "Write the layers in the order eth, ipv4, then udp or esp.");
    }
    seen.push(kind);
  }
}

function checkLength(length: number, linear: number, scenario: Scenario, fragmentsAllowed: boolean): void {
  const path = scenario.packet_length === undefined ? ["packet"] : ["packet_length"];
  if (length < ETH_HLEN) {
    throw new SetupSignal(
      `A packet of ${length} bytes does not reach XDP`,
      path,
      `Linux runs XDP on packets of at least ${ETH_HLEN} bytes, an Ethernet header.`,
    );
  }
  if (linear < length && !fragmentsAllowed) {
    throw new SetupSignal(
      "The packet has fragments, but the program does not take them",
      ["linear_length"],
      'Put the program into SEC("xdp.frags"), or leave `linear_length` out.',
    );
  }
  const most = fragmentsAllowed ? linear + MAX_FRAGMENTS * FRAGMENT_SIZE : MAX_LINEAR;
  if (length > most) {
    throw new SetupSignal(
      `A packet of ${length} bytes is too long`,
      path,
      `With this program and linear part, at most ${most} bytes fit.`,
    );
  }
}

/**
 * The packet of a scenario in the parts in which a device hands it over, by the rules of the kernel's own test runs
 * (net/bpf/test_run.c, bpf_prog_test_run_xdp, v7.3): at least an Ethernet header, a linear part that leaves head and tail
 * room in one page, fragments of a page each.
 */
export function packetParts(scenario: Scenario, fragmentsAllowed: boolean): PacketParts {
  if (!scenario.packet) {
    throw new SetupSignal("The scenario has no packet, but an XDP program runs on one", [], "Add `packet`.");
  }
  checkOrder(scenario.packet);
  const bytes = cut(buildPacket(scenario.packet), scenario.packet_length);
  const linear = linearLength(bytes.length, scenario, fragmentsAllowed);
  checkLength(bytes.length, linear, scenario, fragmentsAllowed);
  const fragments: Uint8Array[] = [];
  for (let offset = linear; offset < bytes.length; offset += FRAGMENT_SIZE) {
    fragments.push(bytes.slice(offset, offset + FRAGMENT_SIZE));
  }
  return { linear: bytes.slice(0, linear), fragments };
}
