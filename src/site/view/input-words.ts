import type { KernelState, PacketLayer, Scenario, XfrmStateDescription } from "../../core/spec/example-spec.ts";

const hex = (value: number): string => `0x${value.toString(16)}`;

function fields(values: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(values).filter(([, value]) => value !== undefined);
  return pairs.map(([name, value]) => `${name.replaceAll("_", " ")} ${value}`).join(", ");
}

const withFields = (name: string, values: Readonly<Record<string, unknown>>): string => {
  const text = fields(values);
  return text ? `${name} (${text})` : name;
};

/** One layer of a packet in words: `IPv4 (dst 10.0.0.2, proto esp)`. */
export function layerWords(layer: PacketLayer): string {
  if ("eth" in layer) return withFields("Ethernet", { ...layer.eth, type: layer.eth.type && hex(layer.eth.type) });
  if ("ipv4" in layer) return withFields("IPv4", layer.ipv4);
  if ("esp" in layer) return withFields("ESP", { SPI: hex(layer.esp.spi), seq: layer.esp.seq });
  if ("udp" in layer) return withFields("UDP", layer.udp);
  if ("zeros" in layer) return `${layer.zeros} zero ${layer.zeros === 1 ? "byte" : "bytes"}`;
  return `bytes ${layer.bytes}`;
}

function stateWords(state: XfrmStateDescription): string {
  const protocol = state.proto.replace("IPPROTO_", "");
  const parts = [`XFRM state: ${protocol} to ${state.daddr}, SPI ${hex(state.spi)}`];
  if (state.mark) parts.push(`mark ${hex(state.mark.v)}/${hex(state.mark.m)}`);
  if (state.netns_id !== undefined) parts.push(`in network namespace ${state.netns_id}`);
  parts.push(state.replay_esn ? `replay window ${state.replay_esn.replay_window}` : "no extended sequence numbers");
  return parts.join(", ");
}

/** What the kernel holds before the run, a sentence a thing. */
export function kernelWords(kernel: KernelState = {}): string[] {
  const namespaces = (kernel.netns_ids ?? []).map((id) => `Network namespace with id ${id}`);
  return [...(kernel.xfrm_states ?? []).map(stateWords), ...namespaces];
}

/** The packet and how it is cut, a sentence a thing. */
export function packetWords({ packet, packet_length, linear_length }: Scenario): string[] {
  if (!packet) return [];
  const words = [`Packet: ${packet.map(layerWords).join(" / ")}`];
  if (packet_length !== undefined) words.push(`Cut to ${packet_length} bytes`);
  if (linear_length !== undefined) words.push(`${linear_length} bytes in the linear part, the rest in fragments`);
  return words;
}

/** The programs that are run before. */
export const beforeWords = (before: Scenario["before"] = []): string[] => before.map((name) => `Run before: ${name}`);

/** Global variables that are set before the run, as C assignments. */
export function globalWords(globals: Scenario["globals"] = {}): string[] {
  return Object.entries(globals).map(([name, value]) => `${name} = ${value}`);
}
