import { concatenate } from "../../bytes/concatenate.ts";
import type { ContextModel } from "../../kernel/contexts/context.ts";
import type { PacketLayer, Scenario } from "../../spec/example-spec.ts";
import { counted } from "../../words/counted.ts";
import { SetupSignal } from "../setup-problem.ts";
import { type LayerBuilder, type LayerFields, type LayerKind, layerBuilders } from "./layers.ts";

/** A packet as a device hands it to XDP: a linear part and, behind it, fragments. */
export interface PacketParts {
  readonly linear: Uint8Array;
  readonly fragments: readonly Uint8Array[];
}

const ETH_HLEN = 14;
const PAGE = 4096;
/** The aligned struct skb_shared_info. */
const TAIL_ROOM = 320;

type PacketUse = Exclude<ContextModel["packet"], "none">;

/** In front of the packet: XDP_PACKET_HEADROOM, or NET_SKB_PAD and NET_IP_ALIGN. */
const headRooms = { xdp: 256, skb: 64, linear: 64, transport: 64 } as const;

/** What the kernel has read of a packet before the program runs. */
const shortest = { xdp: ETH_HLEN, skb: ETH_HLEN, linear: ETH_HLEN, transport: 0 } as const;

/** The most that a linear part can hold: what they leave of a page. */
const largestLinear = (use: PacketUse): number => PAGE - headRooms[use] - TAIL_ROOM;
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
    `The packet has ${counted(bytes.length, "byte")} and can't be cut to ${length}`,
    ["packet_length"],
    "Leave `packet_length` out, or add `zeros` at the end of the packet.",
  );
}

function linearLength(length: number, scenario: Scenario, fragmentsAllowed: boolean, use: PacketUse): number {
  const largest = largestLinear(use);
  if (scenario.linear_length === undefined) return Math.min(length, fragmentsAllowed ? largest : length);
  if (scenario.linear_length > largest) {
    throw new SetupSignal(
      `A linear part of ${counted(scenario.linear_length, "byte")} does not fit a page`,
      ["linear_length"],
      `At most ${largest} bytes are linear.`,
    );
  }
  if (scenario.linear_length > length) {
    throw new SetupSignal(
      `The packet has ${counted(length, "byte")} and can't have ${scenario.linear_length} in its linear part`,
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

interface Lengths {
  readonly whole: number;
  readonly linear: number;
}

function checkLength(
  { whole: length, linear }: Lengths,
  scenario: Scenario,
  fragmentsAllowed: boolean,
  use: PacketUse,
): void {
  const path = scenario.packet_length === undefined ? ["packet"] : ["packet_length"];
  if (length < shortest[use]) {
    throw new SetupSignal(
      `A packet of ${counted(length, "byte")} does not reach ${use === "xdp" ? "XDP" : "the program"}`,
      path,
      `Linux runs ${use === "xdp" ? "XDP" : "such programs"} on packets of at least ${ETH_HLEN} bytes, an Ethernet header.`,
    );
  }
  if (linear < length && !fragmentsAllowed) {
    throw new SetupSignal(
      "The packet has fragments, but the program does not take them",
      ["linear_length"],
      'Put the program into SEC("xdp.frags"), or leave `linear_length` out.',
    );
  }
  const most = fragmentsAllowed ? linear + MAX_FRAGMENTS * FRAGMENT_SIZE : largestLinear(use);
  if (length > most) {
    throw new SetupSignal(
      `A packet of ${counted(length, "byte")} is too long`,
      path,
      `With this program and linear part, at most ${most} bytes fit.`,
    );
  }
}

const networkHeaders: Readonly<Record<number, { readonly name: string; readonly length: number }>> = {
  2048: { name: "IPv4", length: 20 },
  34525: { name: "IPv6", length: 40 },
};

/** bpf_prog_test_run_skb asks for a whole header in the linear part. */
function checkNetworkHeader(bytes: Uint8Array, linear: number): void {
  const header = networkHeaders[((bytes[12] ?? 0) << 8) | (bytes[13] ?? 0)];
  if (!header || linear - ETH_HLEN >= header.length) return;
  const message = `A test run refuses a packet whose ${header.name} header is not whole in the linear part (EINVAL)`;
  throw new SetupSignal(message, ["packet"], `It needs ${counted(ETH_HLEN + header.length, "byte")}.`);
}

/** What helps a scenario without a packet. */
export const ADD_PACKET = "Add `packet`.";

/**
 * The packet of a scenario in the parts in which a device hands it over, by the rules of the kernel's own test runs
 * (net/bpf/test_run.c, bpf_prog_test_run_xdp, v7.3): at least an Ethernet header, a linear part that leaves head and tail
 * room in one page, fragments of a page each.
 */
export function packetParts(scenario: Scenario, fragmentsAllowed: boolean, use: PacketUse = "xdp"): PacketParts {
  if (!scenario.packet) {
    const program = use === "xdp" ? "an XDP program" : "the program";
    throw new SetupSignal(`The scenario has no packet, but ${program} runs on one`, [], ADD_PACKET);
  }
  checkOrder(scenario.packet);
  const bytes = cut(buildPacket(scenario.packet), scenario.packet_length);
  const linear = linearLength(bytes.length, scenario, fragmentsAllowed, use);
  checkLength({ whole: bytes.length, linear }, scenario, fragmentsAllowed, use);
  if (use === "skb") checkNetworkHeader(bytes, linear);
  const fragments: Uint8Array[] = [];
  for (let offset = linear; offset < bytes.length; offset += FRAGMENT_SIZE) {
    fragments.push(bytes.slice(offset, offset + FRAGMENT_SIZE));
  }
  return { linear: bytes.slice(0, linear), fragments };
}
